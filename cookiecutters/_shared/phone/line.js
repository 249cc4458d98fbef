// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { accountOf, userAgentSettings } from './account.js';
import { Failure } from './failure.js';
import { sendMessage, takeMessage } from './message.js';
import { refetching } from './refetch.js';
import { FreshSocket } from './socket.js';

/** Milliseconds that a replaced connection still receives, at least. */
const LINGER = 1000;

/** Milliseconds between tries to register over a connection that stands. */
const REGISTER_AGAIN = 10000;

/**
 * @typedef {import('./session.js').Session} Session
 *
 * @typedef {object} LineEvents
 * @property {() => Promise<string>} source  Gives the URL of the next connection.
 * @property {(failure: import('./failure.js').Failure) => void} nourl
 * @property {() => void} connected
 * @property {(reason: string) => void} disconnected
 * @property {() => void} registered
 * @property {() => void} unregistered
 * @property {(status: number) => void} refused  Registration failed; status 0 without an answer.
 * @property {(rtc: any, request: any) => void} incoming
 * @property {(message: {peer: import('./state.js').Peer, text: string}) => void} message
 */

/** One SIP identity on one server: JsSIP's user agent and its socket. */
export class Line {
  #ua;
  #socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  /** What closes each replaced connection, and the timer to do so. @type {Map<() => void, ReturnType<typeof setTimeout>>} */
  #lingering = new Map();
  /** Sessions that are not over. @type {Set<any>} */
  #sessions = new Set();

  /**
   * @param {typeof import('./vendor/jssip.js').UA} UA
   * @param {Session} session
   * @param {import('./account.js').Credentials | null} credentials
   * @param {import('./config.js').Config} config
   * @param {boolean} register  Whether it may be called, if its owner can be.
   * @param {LineEvents} events
   */
  constructor(UA, session, credentials, config, register, events) {
    const recovery = { min: config.recovery_min, max: config.recovery_max };
    this.#socket = new FreshSocket({ url: session.url, source: events.source, onfailure: events.nourl, recovery });
    /** Who the line belongs to. */
    this.user = accountOf(session, credentials, config.receive);
    /** Whether it can be called, once it is registered. */
    this.registers = this.user.register && register;
    const settings = userAgentSettings(session, credentials, this.#socket, config);
    this.#ua = new UA({ ...settings, register: this.registers });
    listen(this.#ua, events);
    // JsSIP has forgotten how to answer those.
    this.#ua.on('disconnected', () => this.#sessions.forEach((rtc) => isUnanswered(rtc) && rtc.terminate()));
    this.#ua.on('newRTCSession', ({ session: rtc, originator, request }) => this.#began(rtc, originator, request, events));
    if (config.chat) {
      hear(this.#ua, events);
    }
  }

  /** Whether requests can be sent now. */
  get connected() {
    return this.#socket.isConnected();
  }

  get registered() {
    return this.#ua.isRegistered();
  }

  start() {
    this.#ua.start();
  }

  /** Can no longer be called. */
  unregister() {
    this.registers = false;
    clearTimeout(this.#again);
    this.#ua.unregister();
  }

  /** Tries once more to register. */
  registerLater() {
    this.#registerIn(REGISTER_AGAIN);
  }

  /** @param {number} milliseconds */
  #registerIn(milliseconds) {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#ua.register(), milliseconds);
  }

  /**
   * @param {string} address  `user@host`.
   * @param {any} options  JsSIP's options of UA.call().
   * @returns {any}  JsSIP's RTCSession.
   */
  call(address, options) {
    return this.#ua.call(`sip:${address}`, options);
  }

  /**
   * @param {string} address  `user@host`.
   * @param {string} text
   * @returns {ReturnType<typeof sendMessage>}
   * @throws {Failure}
   */
  message(address, text) {
    return sendMessage(this.#ua, address, text);
  }

  /** When the next try to connect is, in milliseconds; 0 while none is due. */
  get retryAt() {
    return this.#socket.retryAt;
  }

  /** Tries to connect at once, where it would wait. */
  hurry() {
    this.#socket.hurry();
  }

  /**
   * Goes on over a new connection, and registers there before the old one closes.
   *
   * @param {string} url
   * @param {() => boolean} wanted  Asked again when the connection is open.
   * @returns {Promise<boolean>}  False when it was no longer wanted.
   * @throws {import('./failure.js').Failure}  The old connection is then untouched.
   */
  async move(url, wanted) {
    const release = await this.#socket.replace(url, wanted);
    if (!release) {
      return false;
    }
    this.#linger(release);
    if (!this.#registerNow()) {
      this.#registerIn(LINGER);
    }
    return true;
  }

  /** @param {() => void} release */
  #linger(release) {
    this.#lingering.set(release, setTimeout(() => this.#leave(release), LINGER));
  }

  /**
   * The server sends the rest of a call over the connection that the call came on.
   *
   * @param {() => void} release
   */
  #leave(release) {
    if (this.#sessions.size) {
      this.#linger(release);
    } else {
      this.#lingering.delete(release);
      release();
    }
  }

  /**
   * Follows each session from before anybody can end it.
   *
   * @param {any} rtc
   * @param {string} originator
   * @param {any} request
   * @param {LineEvents} events
   */
  #began(rtc, originator, request, events) {
    this.#sessions.add(rtc);
    ['ended', 'failed'].forEach((end) => rtc.on(end, () => this.#sessions.delete(rtc)));
    if (originator === 'remote') {
      events.incoming(rtc, request);
    }
  }

  /**
   * JsSIP ignores register() while the answer to an earlier REGISTER is due. That
   * one went over the old connection: what it registered ends with it.
   *
   * @returns {boolean}  False when it was ignored.
   */
  #registerNow() {
    if (!this.registers) {
      return true;
    }
    const sent = this.#socket.sent;
    this.#ua.register();
    return this.#socket.sent > sent;
  }

  /** Ends calls, unregisters, disconnects. JsSIP keeps the socket 2 s for the answers. */
  stop() {
    clearTimeout(this.#again);
    this.#ua.removeAllListeners();
    this.#ua.stop();
    this.#lingering.forEach((timer, release) => {
      clearTimeout(timer);
      release();
    });
    this.#lingering.clear();
    this.#socket.retire();
  }
}

/**
 * Whether a session waits for an answer of this side, which has not been sent.
 *
 * @param {any} rtc  JsSIP's RTCSession.
 */
function isUnanswered({ direction, status, C }) {
  return direction === 'incoming' && status < C.STATUS_WAITING_FOR_ACK;
}

/**
 * @param {import('./vendor/jssip.js').UA} ua
 * @param {LineEvents} events
 */
function listen(ua, events) {
  ua.on('connected', () => events.connected());
  ua.on('disconnected', ({ reason }) => events.disconnected(reason ?? ''));
  ua.on('registered', () => events.registered());
  ua.on('unregistered', () => events.unregistered());
  ua.on('registrationFailed', ({ response }) => events.refused(response?.status_code ?? 0));
}

/**
 * @param {import('./vendor/jssip.js').UA} ua
 * @param {LineEvents} events
 */
function hear(ua, events) {
  ua.on('newMessage', ({ originator, message, request }) => {
    const taken = originator === 'remote' ? takeMessage(message, request) : null;
    if (taken) {
      events.message(taken);
    }
  });
}

const fetchJsSIP = refetching(() => import('./vendor/jssip.js'), './vendor/jssip.js');

/**
 * JsSIP, fetched when it is first needed.
 *
 * @returns {Promise<typeof import('./vendor/jssip.js')>}
 * @throws {Failure}
 */
export async function loadJsSIP() {
  try {
    return await fetchJsSIP();
  } catch {
    throw new Failure('not_loaded');
  }
}
