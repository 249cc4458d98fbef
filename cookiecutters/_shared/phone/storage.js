// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/*
 * What the phone keeps in the browser. For good: `devices`, `sounds`, `notify` and `language`
 * as the visitor chose them, and `login`, the address and name of who wanted that. For the
 * life of the tab: messages, missed calls, and whom the visitor called last. Never a password
 * or a token. A browser that keeps nothing (private windows, settings of the visitor) is no
 * reason to fail.
 */

const PREFIX = 'jsc-phone-';

/**
 * A store with one kind of life.
 *
 * @param {() => Storage} area  Throws where the visitor forbids it.
 */
function storeIn(area) {
  return {
    /**
     * @param {string} key
     * @returns {any}  What was kept, as JSON has it; null when there is none.
     */
    read(key) {
      try {
        return JSON.parse(area().getItem(PREFIX + key) ?? 'null');
      } catch {
        return null;
      }
    },
    /**
     * @param {string} key
     * @param {unknown} value  Null forgets it.
     */
    write(key, value) {
      try {
        if (value === null) {
          area().removeItem(PREFIX + key);
        } else {
          area().setItem(PREFIX + key, JSON.stringify(value));
        }
      } catch {
        // Nothing is kept then.
      }
    },
  };
}

/** Kept until the visitor clears the site's data. */
export const lasting = storeIn(() => localStorage);

/** Kept as long as the tab is open. */
export const passing = storeIn(() => sessionStorage);
