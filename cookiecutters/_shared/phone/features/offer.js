// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Shows a field with its label, or neither.
 *
 * @param {HTMLElement} field
 * @param {boolean} shown
 */
export function offer(field, shown) {
  field.hidden = !shown;
  [.../** @type {HTMLInputElement} */ (field).labels ?? []].forEach((label) => {
    label.hidden = !shown;
  });
}
