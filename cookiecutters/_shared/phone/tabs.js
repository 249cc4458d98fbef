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
 *
 * @typedef {object} Turn  One that is asked for, or held.
 * @property {Promise<boolean>} taken
 * @property {(() => void) | null} end  Gives it to another; null as long as it is not held.
 */

/** Sees to it that of the phones of one identity in a browser one takes the calls (Web Locks). */
export class Tabs {
  #ports;
  #name = '';
  /** Whoever asked for another one no longer wants it. @type {Turn | null} */
  #turn = null;
  /** When the last one has been given to another. @type {Promise<unknown>} */
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
  take(name) {
    if (name !== this.#name) {
      this.release();
      this.#name = name;
    }
    this.#listen();
    this.#stopWaiting();
    // Who has just let go would find the lock taken by itself.
    return this.#turn?.taken ?? this.#request({ ifAvailable: true }, this.#ended);
  }

  /**
   * Takes the turn from whoever has it.
   *
   * @returns {Promise<boolean>}
   */
  seize() {
    this.#stopWaiting();
    return this.#turn?.end ? this.#turn.taken : this.#request({ steal: true });
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
    return !this.#turn?.end && held.some((lock) => lock.name === name);
  }

  /** Lets another tab have the turn. */
  release() {
    this.#stopWaiting();
    this.#turn?.end?.();
    this.#turn = null;
    this.#channel?.close();
    this.#channel = null;
  }

  /** Tells the others that nobody need take over. */
  sayGoodbye() {
    this.#channel?.postMessage(GOODBYE);
  }

  #stopWaiting() {
    if (this.#waiting && !this.#turn?.end) {
      this.#turn = null;
    }
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
   * @param {Promise<unknown>} [before]  What has to happen first.
   */
  #request(options, before = Promise.resolve()) {
    /** @type {Turn} */
    const turn = { taken: before.then(() => this.#ask(turn, options)), end: null };
    this.#turn = turn;
    return turn.taken;
  }

  /**
   * @param {Turn} turn
   * @param {LockOptions} options
   * @returns {Promise<boolean>}
   */
  #ask(turn, options) {
    const locks = this.#locks;
    const wanted = () => turn === this.#turn;
    if (!locks || !wanted()) {
      return Promise.resolve(wanted());
    }
    return new Promise((resolve) => {
      this.#ended = locks.request(this.#name, options, (lock) => {
        const ours = lock !== null && wanted();
        resolve(ours);
        return ours ? new Promise((end) => { turn.end = () => end(null); }) : this.#over(turn);
      }).catch(() => {
        resolve(false);
        this.#over(turn);
      });
    });
  }

  /**
   * Asked in vain, or had the turn and lost it.
   *
   * @param {Turn} turn
   */
  #over(turn) {
    if (turn === this.#turn) {
      this.#turn = null;
      turn.end && this.#ports.onlost();
    }
  }
}
