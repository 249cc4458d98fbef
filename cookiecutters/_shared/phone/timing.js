// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Failure } from './failure.js';

/**
 * A promise settled from outside. Nobody need wait for it.
 */
export class Deferred {
  settled = false;
  /** @type {(value?: void) => void} */
  #resolve = () => {};
  /** @type {(reason: unknown) => void} */
  #reject = () => {};

  constructor() {
    /** @type {Promise<void>} */
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.promise.catch(() => {});
  }

  resolve() {
    this.settled = true;
    this.#resolve();
  }

  /** @param {unknown} reason */
  reject(reason) {
    this.settled = true;
    this.#reject(reason);
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {number} milliseconds
 * @param {string} key  Of the failure when the time is over.
 * @returns {Promise<T>}
 */
export async function within(promise, milliseconds, key) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure(key)), milliseconds);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}
