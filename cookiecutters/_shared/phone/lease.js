// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Failure } from './failure.js';

/** Share of a token's life after which it is to be renewed. */
const RENEW_AT = 0.8;

/** Milliseconds: a session that came expired is not renewed at once, over and over. */
const SOONEST = 5000;

/** Milliseconds: the longest that a timer can wait. A longer one ends at once. */
const LATEST = 2 ** 31 - 1;

/** @typedef {import('./session.js').Session} Session */

/** The right to use the server: the session in use, and when the next is due. */
export class Lease {
  /** Whom the next session must let us call, `user@host`. @type {string | null} */
  destination = null;
  /** Of the login form, kept in memory only. @type {import('./account.js').Credentials | null} */
  credentials = null;
  /** @type {Session | null} */
  current = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #unused = false;
  // Counts end(): whoever awaited meanwhile is out of date.
  #generation = 0;
  #client;
  #ondue;

  /**
   * @param {{open: (destination: string | null) => Promise<Session>}} client
   * @param {() => void} ondue  Told when the session is to be renewed.
   */
  constructor(client, ondue) {
    this.#client = client;
    this.#ondue = ondue;
  }

  get iceServers() {
    return this.current?.iceServers ?? [];
  }

  get expired() {
    return this.current !== null && this.current.until(1, Date.now()) <= 0;
  }

  /** Whether it is time to renew: the timer is late when the computer slept. */
  get due() {
    return this.current !== null && this.current.until(RENEW_AT, Date.now()) <= 0;
  }

  /** @param {string} address */
  serves(address) {
    return Boolean(this.current?.serves(address, Date.now()));
  }

  /**
   * Asks for a session, and does not use it yet.
   *
   * @param {string | null} [destination]  `user@host` that it must let us reach.
   * @returns {Promise<Session>}
   * @throws {Failure}
   */
  async request(destination = null) {
    const session = await this.#client.open(destination ?? this.destination);
    if (!session.user && !this.credentials) {
      throw new Failure('please_sign_in', { final: true });
    }
    if (this.current && session.identity !== this.current.identity) {
      throw new Failure('identity_changed', { final: true });
    }
    return session;
  }

  /**
   * Starts with a session whose URL the first connection will use.
   *
   * @param {Session} session
   */
  begin(session) {
    this.use(session);
    this.#unused = true;
  }

  /**
   * The URL of the next connection: each has one of its own.
   *
   * @returns {Promise<string>}
   * @throws {Failure}
   */
  async nextUrl() {
    const generation = this.#generation;
    const fresh = this.#unused && this.current ? this.current : await this.request();
    if (generation !== this.#generation) {
      throw new Failure('offline');
    }
    this.#unused = false;
    this.use(fresh);
    return fresh.url;
  }

  /** @param {Session} session */
  use(session) {
    this.current = session;
    const delay = session.until(RENEW_AT, Date.now());
    clearTimeout(this.#timer);
    if (delay !== Infinity) {
      this.renewIn(Math.min(LATEST, Math.max(SOONEST, delay)));
    }
  }

  /** @param {number} milliseconds */
  renewIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ondue, milliseconds);
  }

  end() {
    this.#generation++;
    clearTimeout(this.#timer);
    this.current = null;
    this.#unused = false;
  }
}
