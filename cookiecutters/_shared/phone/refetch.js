// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Fetches a module as often as it takes. After a failure it is asked for under another address:
 * for one that could not be had once, Firefox does not ask again.
 *
 * @template T
 * @param {() => Promise<T>} first  Imports it.
 * @param {string} address  Of the same module, from here or from phone.min.js.
 * @returns {() => Promise<T>}
 */
export function refetching(first, address) {
  let fetch = first;
  return async () => {
    try {
      return await fetch();
    } catch (error) {
      const other = `${address}?${Date.now()}`;
      fetch = () => import(other);
      throw error;
    }
  };
}
