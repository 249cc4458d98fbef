// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** @typedef {import('./index.js').State} State */

/**
 * Follows the state; of what a feature came too late for, it is told the outcome only, as one change.
 *
 * @param {import('./index.js').Context['follow']} follow
 * @param {(state: State, before: State) => void} listener
 */
export function followOutcome(follow, listener) {
  /** @type {State | null} */
  let first = null;
  follow((state, previous, late) => {
    const before = first ?? previous;
    first = late ? before : null;
    if (!late) {
      listener(state, before);
    }
  });
}
