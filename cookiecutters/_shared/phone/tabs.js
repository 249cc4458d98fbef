// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** What a tab tells the others when the visitor goes offline. */
const GOODBYE = 'offline';

/** Milliseconds in which a goodbye arrives that was said before the turn came. */
const HEARING = 300;

/**
 * @typedef {object} Ports
 * @property {() => void} onturn  The tab that took the calls is gone: it is for this one now.
 * @property {() => void} onlost  Another tab takes the calls from now on.
 * @property {() => void} ongoodbye  The visitor went offline in another tab.
 */

/** Sees to it that of the phones of one identity in a browser one takes the calls (Web Locks). */
export class Tabs {
  #ports;
  #name = '';
  /** Gives the turn to another. @type {(() => void) | null} */
  #release = null;
  /** When that has happened. @type {Promise<unknown>} */
  #ended = Promise.resolve();
  /** @type {AbortController | null} */
  #waiting = null;
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
  }

  /** Browsers without locks let every tab take calls. */
  get #locks() {
    return globalThis.navigator?.locks ?? null;
  }

  /**
   * Takes the turn, unless another tab has it.
   *
   * @param {string} name  Of the identity.
   * @returns {Promise<boolean>}
   */
  async take(name) {
    if (name !== this.#name) {
      this.release();
      this.#name = name;
    }
    this.#listen();
    if (this.#release) {
      return true;
    }
    this.#stopWaiting();
    // Who has just let go would find the lock taken by itself.
    await this.#ended;
    return this.#request({ ifAvailable: true });
  }

  /**
   * Takes the turn from whoever has it.
   *
   * @returns {Promise<boolean>}
   */
  seize() {
    this.#stopWaiting();
    return this.#request({ steal: true });
  }

  /** Waits for the turn: see `onturn`. */
  async wait() {
    this.#stopWaiting();
    const waiting = new AbortController();
    this.#waiting = waiting;
    const taken = await this.#request({ signal: waiting.signal });
    setTimeout(() => {
      if (taken && waiting === this.#waiting) {
        this.#waiting = null;
        this.#ports.onturn();
      }
    }, HEARING);
  }

  /**
   * Whether another tab takes the calls.
   *
   * @param {string} name
   */
  async taken(name) {
    const { held = [] } = (await this.#locks?.query()) ?? {};
    return this.#release === null && held.some((lock) => lock.name === name);
  }

  /** Lets another tab have the turn. */
  release() {
    this.#stopWaiting();
    this.#release?.();
    this.#release = null;
    this.#channel?.close();
    this.#channel = null;
  }

  /** Tells the others that nobody need take over. */
  sayGoodbye() {
    this.#channel?.postMessage(GOODBYE);
  }

  #stopWaiting() {
    this.#waiting?.abort();
    this.#waiting = null;
  }

  #listen() {
    if (this.#locks && globalThis.BroadcastChannel && !this.#channel) {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.addEventListener('message', ({ data }) => {
        if (data === GOODBYE && this.#waiting) {
          this.release();
          this.#ports.ongoodbye();
        }
      });
    }
  }

  /**
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  #request(options) {
    const locks = this.#locks;
    if (!locks) {
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      /** @type {(() => void) | null} */
      let release = null;
      this.#ended = locks.request(this.#name, options, (lock) => {
        resolve(lock !== null);
        return lock && new Promise((end) => {
          release = () => end(null);
          this.#release = release;
        });
      }).catch(() => this.#refused(release, resolve));
    });
  }

  /**
   * Waited in vain, or had the turn and lost it.
   *
   * @param {(() => void) | null} release
   * @param {(taken: boolean) => void} resolve
   */
  #refused(release, resolve) {
    resolve(false);
    if (release && release === this.#release) {
      this.#release = null;
      this.#ports.onlost();
    }
  }
}
