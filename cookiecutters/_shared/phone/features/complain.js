// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { notice } from '../state.js';

/**
 * Says what is wrong with a field, and takes the visitor there.
 *
 * @param {Pick<import('./index.js').Context, 'view' | 'store'>} context
 * @param {string} key  Of the text.
 * @param {string} role  Of the field to put right.
 */
export function complain({ view, store }, key, role) {
  const field = view.role(role);
  const marks = { 'aria-invalid': 'true', 'aria-describedby': view.role('alert').id };
  store.dispatch({ type: 'notice', notice: notice(key) });
  Object.entries(marks).forEach(([name, value]) => field.setAttribute(name, value));
  field.addEventListener('input', () => Object.keys(marks).forEach((name) => field.removeAttribute(name)), { once: true });
  field.focus();
}

/**
 * Writes into a field, as the visitor would: what was wrong with it is over.
 *
 * @param {HTMLInputElement} field
 * @param {string} value
 */
export function enter(field, value) {
  field.value = value;
  field.dispatchEvent(new Event('input'));
}
