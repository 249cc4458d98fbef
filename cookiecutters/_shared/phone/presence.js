// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { failureOf, noticeOf } from './failure.js';
import { Tabs } from './tabs.js';

/** Seconds between tries to open a first session. */
const BACK_OFF = [2, 4, 8, 16, 30];

/** Milliseconds that a visitor who cannot be called stays connected after a message. */
const LINGER = 30000;

/** Failures after which only the login form helps. */
const LOGIN = ['please_sign_in', 'login_refused'];

/**
 * @typedef {import('./agent.js').Agent} Agent
 * @typedef {import('./failure.js').Failure} Failure
 *
 * @typedef {object} Ports
 * @property {Agent} agent
 * @property {() => boolean} idle  Whether there is no call.
 * @property {(action: import('./state.js').Action) => void} dispatch
 * @property {string} site  Where the sessions come from: tells phones of one identity from others.
 * @property {string} address  Who the page itself signs in, if anybody.
 */

/** What the visitor wants of the line: to be online, offline, signed in or out. */
export class Presence {
  #ports;
  #tabs;
  /** Whether to stay online between calls. */
  #stay = false;
  /** Whether to go online when no other tab is. */
  #queued = false;
  /** Who signed in with a SIP account. */
  #address;
  #tries = 0;
  // Counts changes of mind: whoever awaited meanwhile is out of date.
  #generation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #lingering;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
    this.#address = ports.address;
    this.#tabs = new Tabs({
      onturn: () => this.online(),
      onlost: () => this.#yield(),
      ongoodbye: () => this.offline(),
    });
  }

  get #agent() {
    return this.#ports.agent;
  }

  /** @param {import('./state.js').Action} action */
  #dispatch(action) {
    this.#ports.dispatch(action);
  }

  get #name() {
    return `jsc-phone ${this.#ports.site} ${this.#address}`;
  }

  /** Whether the visitor wants to stay online between calls. */
  get staying() {
    return this.#stay || this.#queued;
  }

  /** Goes online to receive calls, and stays so until told otherwise. */
  async online() {
    const generation = this.#begin();
    const ours = await this.#tabs.take(this.#name);
    if (generation !== this.#generation) {
      return;
    }
    if (ours) {
      await this.#goOnline(generation);
    } else {
      this.#queue();
    }
  }

  /** Goes online here, and no longer in the tab that was. */
  async takeOver() {
    const generation = this.#begin();
    if ((await this.#tabs.seize()) && generation === this.#generation) {
      await this.#goOnline(generation);
    }
  }

  #begin() {
    clearTimeout(this.#retry);
    this.#stay = true;
    this.#queued = false;
    return ++this.#generation;
  }

  /** @param {number} generation */
  async #goOnline(generation) {
    this.#dispatch({ type: 'elsewhere', elsewhere: false });
    this.#upgrade();
    try {
      await this.#agent.begin();
      this.#tries = 0;
    } catch (error) {
      if (generation === this.#generation) {
        this.#unavailable(failureOf(error));
      }
    }
  }

  /** A line for calls out alone gives way to one that can be called. */
  #upgrade() {
    if (this.#ports.idle() && this.#agent.restrained) {
      this.#agent.stop();
    }
  }

  /** Waits until no other tab is online. */
  #queue() {
    this.#stay = false;
    this.#queued = true;
    this.#dispatch({ type: 'elsewhere', elsewhere: true });
    this.#tabs.wait();
  }

  /** Another tab has taken over. */
  #yield() {
    this.#generation++;
    clearTimeout(this.#retry);
    if (this.#ports.idle()) {
      this.#agent.stop();
      this.#dispatch({ type: 'offline' });
    } else {
      this.#agent.unregister();
    }
    this.#queue();
  }

  /**
   * Whether others may reach this tab while it makes a call.
   *
   * @returns {Promise<boolean>}
   */
  async mayRegister() {
    return !(await this.#tabs.taken(this.#name));
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

  /** Goes offline in every tab. */
  offlineEverywhere() {
    this.#tabs.sayGoodbye();
    this.offline();
  }

  #leave() {
    this.#generation++;
    clearTimeout(this.#retry);
    clearTimeout(this.#lingering);
    this.#stay = this.#queued = false;
    this.#agent.stop();
    this.#tabs.release();
    this.#dispatch({ type: 'elsewhere', elsewhere: false });
  }

  /** @param {import('./account.js').Credentials} credentials */
  signIn(credentials) {
    this.#leave();
    this.#agent.credentials = credentials;
    this.#address = credentials.address;
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

  #again() {
    if (!this.#agent.started) {
      this.online();
    }
  }

  /** To be called when a call is over. A visitor who only called goes offline again. */
  settle() {
    this.#agent.settle();
    if (this.#queued) {
      this.#agent.stop();
      this.#dispatch({ type: 'offline' });
    } else if (!this.#stay) {
      this.offline();
    } else {
      this.#upgrade();
      this.#again();
    }
  }

  /**
   * To be called when a message has left. Who can be answered stays online for the
   * answer; for the others nothing need stay connected.
   */
  linger() {
    clearTimeout(this.#lingering);
    if (this.#stay || !this.#ports.idle()) {
      return;
    }
    if (this.#agent.registers) {
      this.online();
    } else {
      this.#lingering = setTimeout(() => this.#ports.idle() && this.settle(), this.#agent.started ? LINGER : 0);
    }
  }
}
