// SPDX-License-Identifier: MIT

import { failureOf, noticeOf } from './failure.js';

/** Seconds between tries to open a first session. */
const BACK_OFF = [2, 4, 8, 16, 30];

/** Milliseconds that a visitor who cannot be called stays connected after a message. */
const LINGER = 30000;

/** Failures after which only the login form helps. */
const LOGIN = ['please_sign_in', 'login_refused'];

/**
 * @typedef {import('./agent.js').Agent} Agent
 * @typedef {import('./failure.js').Failure} Failure
 */

/** What the visitor wants of the line: to be online, offline, signed in or out. */
export class Presence {
  #agent;
  #dispatch;
  /** Whether to stay online between calls. */
  #stay = false;
  #tries = 0;
  // Counts changes of mind: whoever awaited meanwhile is out of date.
  #generation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #lingering;

  /** Whether there is no call. */
  #idle;

  /**
   * @param {Agent} agent
   * @param {() => boolean} idle  Whether there is no call.
   * @param {(action: import('./state.js').Action) => void} dispatch
   */
  constructor(agent, idle, dispatch) {
    this.#agent = agent;
    this.#idle = idle;
    this.#dispatch = dispatch;
  }

  /** Whether the visitor wants to stay online between calls. */
  get staying() {
    return this.#stay;
  }

  /** Goes online to receive calls, and stays so until told otherwise. */
  async online() {
    const generation = ++this.#generation;
    clearTimeout(this.#retry);
    this.#stay = true;
    try {
      await this.#agent.begin();
      this.#tries = 0;
    } catch (error) {
      if (generation === this.#generation) {
        this.#unavailable(failureOf(error));
      }
    }
  }

  /**
   * To be called when the computer may have slept, or moved to another network.
   *
   * @param {boolean} moved
   * @returns {Promise<void>}  When requests go the new way, if there is one.
   */
  async wake(moved) {
    await this.#agent.wake(moved);
    if (moved && this.#stay && !this.#agent.started) {
      this.online();
    }
  }

  /** @param {Failure} failure */
  #unavailable(failure) {
    if (failure.final) {
      this.lost(failure);
      return;
    }
    const seconds = failure.wait || BACK_OFF[Math.min(this.#tries++, BACK_OFF.length - 1)];
    this.#dispatch({ type: 'retrying', notice: noticeOf(failure), at: Date.now() + seconds * 1000 });
    this.#retry = setTimeout(() => this.online(), seconds * 1000);
  }

  /** Unregisters and disconnects. What the visitor was last told stays on show. */
  offline() {
    this.#leave();
    this.#dispatch({ type: 'offline' });
  }

  #leave() {
    this.#generation++;
    clearTimeout(this.#retry);
    clearTimeout(this.#lingering);
    this.#stay = false;
    this.#agent.stop();
  }

  /** @param {import('./account.js').Credentials} credentials */
  signIn(credentials) {
    this.#leave();
    this.#agent.credentials = credentials;
    return this.online();
  }

  signOut() {
    this.#leave();
    this.#agent.credentials = null;
    this.#dispatch({ type: 'login-needed' });
  }

  /**
   * To be called when the line is of no use any more.
   *
   * @param {Failure} failure
   */
  lost(failure) {
    const again = this.#stay && failure.key === 'identity_changed';
    const login = LOGIN.includes(failure.key);
    this.#leave();
    if (login) {
      this.#agent.credentials = null;
    }
    this.#dispatch({ type: login ? 'login-needed' : 'offline', notice: noticeOf(failure) });
    if (again) {
      this.online();
    }
  }

  /** To be called when a call is over. A visitor who only called goes offline again. */
  settle() {
    this.#agent.settle();
    if (!this.#stay) {
      this.offline();
    } else if (!this.#agent.started) {
      this.online();
    }
  }

  /**
   * To be called when a message has left. Who can be answered stays online for the
   * answer; for the others nothing need stay connected.
   */
  linger() {
    clearTimeout(this.#lingering);
    if (this.#stay || !this.#idle()) {
      return;
    }
    if (this.#agent.registers) {
      this.#stay = true;
    } else {
      this.#lingering = setTimeout(() => this.#idle() && this.offline(), this.#agent.started ? LINGER : 0);
    }
  }
}
