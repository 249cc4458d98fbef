// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * A time of day, as one writes it in a language.
 *
 * @param {number} at  Milliseconds.
 * @param {string} language  One that nobody knows counts as the browser's.
 */
export function clockTime(at, language) {
  const options = /** @type {const} */ ({ hour: '2-digit', minute: '2-digit' });
  try {
    return new Date(at).toLocaleTimeString(language || undefined, options);
  } catch {
    return new Date(at).toLocaleTimeString(undefined, options);
  }
}
