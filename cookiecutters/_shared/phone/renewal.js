// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { failureOf } from './failure.js';

/** Seconds between tries to renew; each visitor of a site that is down asks no oftener. */
const BACK_OFF = [5, 10, 20, 40, 60];

/**
 * @typedef {import('./line.js').Line} Line
 * @typedef {import('./failure.js').Failure} Failure
 *
 * @typedef {object} Ports
 * @property {import('./lease.js').Lease} lease
 * @property {() => Line | null} line  The one in use.
 * @property {() => boolean} idle  Whether there is no call.
 * @property {(failure: Failure) => void} onrefused  The session ended for good.
 * @property {(failure: Failure) => void} onstale  The server takes the old token no more, and there is no new one yet.
 * @property {(line: Line) => void} onrenewed  There is one again after `onstale`.
 */

/** Moves the line to a new connection with a fresh token while there is no call. */
export class Renewal {
  #ports;
  /** A call is in the way. */
  #due = false;
  /** What is being renewed. @type {Line | null} */
  #busy = null;
  #tries = 0;
  #stale = false;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
  }

  /**
   * Renews now, or after the call.
   *
   * @param {boolean} [urgent]  Even in a call.
   */
  async start(urgent = false) {
    const line = this.#ports.line();
    const wanted = () => urgent || this.#ports.idle();
    this.#due = !wanted();
    if (this.#due || !line || line === this.#busy) {
      return;
    }
    this.#busy = line;
    try {
      await this.move(wanted);
      this.#due = !wanted();
    } catch (error) {
      if (line === this.#ports.line()) {
        this.#failed(failureOf(error));
      }
    } finally {
      this.#busy = this.#busy === line ? null : this.#busy;
    }
  }

  /** To be called when a call is over. */
  settle() {
    if (this.#due) {
      this.start();
    }
  }

  /** To be called when the line is given up. */
  stop() {
    this.#due = this.#stale = false;
    this.#busy = null;
    this.#tries = 0;
  }

  /**
   * Gets a session and moves the line to it. A line that is down is left
   * alone: it connects anew anyway, with a session of its own.
   *
   * @param {() => boolean} wanted  Asked again when the new connection is open.
   * @param {string} [destination]  `user@host` that the session must let us reach.
   * @throws {Failure}
   */
  async move(wanted, destination) {
    const { lease } = this.#ports;
    const line = this.#ports.line();
    if (!line?.connected) {
      return;
    }
    const session = await lease.request(destination);
    const same = () => line === this.#ports.line();
    if (same() && (await line.move(session.url, () => same() && wanted()))) {
      lease.use(session);
      this.#renewed(line);
    }
  }

  /** @param {Line} line */
  #renewed(line) {
    this.#tries = 0;
    if (this.#stale) {
      this.#stale = false;
      this.#ports.onrenewed(line);
    }
  }

  /** @param {Failure} failure */
  #failed(failure) {
    const { lease, onrefused, onstale } = this.#ports;
    if (failure.final) {
      onrefused(failure);
      return;
    }
    const seconds = failure.wait || BACK_OFF[Math.min(this.#tries++, BACK_OFF.length - 1)];
    lease.renewIn(seconds * 1000);
    if (lease.expired) {
      this.#stale = true;
      onstale(failure);
    }
  }
}
