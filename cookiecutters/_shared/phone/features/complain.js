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
  store.dispatch({ type: 'notice', notice: notice(key) });
  view.role(role).focus();
}
