// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { cleanName, withoutScheme } from './address.js';
import { digestName } from './bus/identity.js';
import { Failure } from './failure.js';

/**
 * @typedef {object} Credentials  What the visitor typed into the login form.
 * @property {string} address  `user@host`.
 * @property {string} password
 * @property {string} name  Display name, or ''.
 */

/**
 * Who the phone is: the user of the session, else who signed in by hand.
 *
 * @param {import('./session.js').Session} session
 * @param {Credentials | null} credentials
 * @param {boolean} [receive]  Whether who signed in can be called.
 * @returns {import('./state.js').User}
 */
export function accountOf(session, credentials, receive = true) {
  if (session.user) {
    return session.user;
  }
  return {
    uri: `sip:${credentials?.address}`,
    display_name: credentials?.name ?? '',
    register: receive,
    guest: false,
  };
}

/**
 * Guests call; nobody can call them, so there is nothing to go online for.
 *
 * @param {import('./session.js').Session} session
 * @param {string | null} address  Whom the visitor wants to reach; null: to be called.
 * @throws {Failure}
 */
export function refuseGuest({ user }, address) {
  if (user && !user.register && address === null) {
    throw new Failure('guest_no_calls', { final: true, level: 'info' });
  }
}

/** Seconds: JsSIP asks the socket soon, which waits by itself; see FreshSocket. */
const RECOVERY = 1;

/**
 * Settings of JsSIP's UA. Session timers stay off: their requests in a long
 * call would be refused after the end of the token, and end the call.
 *
 * @param {import('./session.js').Session} session
 * @param {Credentials | null} credentials
 * @param {import('./socket.js').FreshSocket} socket
 * @param {import('./config.js').Config} config
 */
export function userAgentSettings(session, credentials, socket, config) {
  const account = accountOf(session, credentials, config.receive);
  return {
    sockets: [socket],
    uri: account.uri,
    display_name: cleanName(account.display_name) || undefined,
    password: session.user ? undefined : credentials?.password,
    authorization_user: digestName(config, withoutScheme(account.uri)),
    registrar_server: config.registrar || undefined,
    register: account.register,
    register_expires: registerExpires(session.life, config.register_expires),
    session_timers: false,
    no_answer_timeout: config.no_answer_timeout,
    connection_recovery_min_interval: RECOVERY,
    connection_recovery_max_interval: RECOVERY,
  };
}

/**
 * Seconds: a registration ends before the token does, so that whoever lost the
 * right to be here is soon not called either.
 *
 * @param {number | null} life  Of the token.
 * @param {number} wanted
 */
function registerExpires(life, wanted) {
  return life === null ? wanted : Math.max(30, Math.min(wanted, Math.floor(life) - 30));
}
