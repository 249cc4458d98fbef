// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Failure, noticeOf } from './failure.js';
import { notice } from './state.js';
import { Deferred, within } from './timing.js';

/** Milliseconds to wait for the server before a call is given up. */
const PATIENCE = 10000;

/** What the line can do at the moment: told to the phone, and awaited by calls. */
export class Link {
  #dispatch;
  /** Resolved while calls can be made. */
  #up = new Deferred();

  /** @param {(action: import('./state.js').Action) => void} dispatch */
  constructor(dispatch) {
    this.#dispatch = dispatch;
  }

  /**
   * Waits until calls can be made.
   *
   * @throws {Failure}
   */
  ready() {
    return within(this.#up.promise, PATIENCE, 'server_unreachable');
  }

  connecting() {
    this.#dispatch({ type: 'connecting' });
  }

  /** @param {import('./line.js').Line} line */
  connected({ user, registers }) {
    this.#dispatch({ type: 'connected', user, registers });
    if (!registers) {
      this.#up.resolve();
    }
  }

  registered() {
    this.#dispatch({ type: 'registered' });
    this.#up.resolve();
  }

  unregistered() {
    this.#dispatch({ type: 'unregistered' });
  }

  /**
   * @param {string} reason  Says whether a failure has told more.
   * @param {number} at  When the next try is, in milliseconds.
   */
  disconnected(reason, at) {
    this.#up = this.#up.settled ? new Deferred() : this.#up;
    if (reason !== 'no session') {
      this.#dispatch({ type: 'retrying', notice: notice('server_unreachable'), at });
    }
  }

  /**
   * @param {Failure} failure
   * @param {number} [at]  When the next try is, in milliseconds.
   */
  retrying(failure, at = 0) {
    this.#dispatch({ type: 'retrying', notice: noticeOf(failure), at });
  }

  /**
   * Shows again what the line can do.
   *
   * @param {import('./line.js').Line} line
   */
  restored(line) {
    if (line.registered) {
      this.registered();
    } else if (!line.registers) {
      this.connected(line);
    }
  }

  /** @param {Failure} failure  Why nobody need wait any more. */
  lost(failure) {
    this.#up.reject(failure);
  }

  /** Starts anew. */
  reset() {
    this.lost(new Failure('offline'));
    this.#up = new Deferred();
  }
}
