// SPDX-License-Identifier: MIT

import { cleanName } from './address.js';

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
 * @returns {import('./state.js').User}
 */
export function accountOf(session, credentials) {
  if (session.user) {
    return session.user;
  }
  return {
    uri: `sip:${credentials?.address}`,
    display_name: credentials?.name ?? '',
    register: true,
    guest: false,
  };
}

/**
 * Settings of JsSIP's UA. Session timers stay off: their requests in a long
 * call would be refused after the end of the token, and end the call.
 *
 * @param {import('./session.js').Session} session
 * @param {Credentials | null} credentials
 * @param {import('./socket.js').FreshSocket} socket
 */
export function userAgentSettings(session, credentials, socket) {
  const account = accountOf(session, credentials);
  return {
    sockets: [socket],
    uri: account.uri,
    display_name: cleanName(account.display_name) || undefined,
    password: session.user ? undefined : credentials?.password,
    register: account.register,
    register_expires: registerExpires(session.life),
    session_timers: false,
    no_answer_timeout: 60,
    connection_recovery_min_interval: 2,
    connection_recovery_max_interval: 30,
  };
}

/**
 * Seconds: a registration ends before the token does, so that whoever lost the
 * right to be here is soon not called either.
 *
 * @param {number | null} life  Of the token.
 */
function registerExpires(life) {
  return life === null ? 600 : Math.max(30, Math.min(600, Math.floor(life) - 30));
}
