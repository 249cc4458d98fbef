// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { cleanName, parseAddress } from '../address.js';
import { lasting } from '../storage.js';

/** Address and name of who signed in here. The password is never kept. */
const KEY = 'login';

/**
 * Fills the login form as the visitor left it, if that was wanted.
 *
 * @param {import('./index.js').Context} context
 */
export function bindRemember({ view, signal }) {
  const box = view.input('login-remember');
  const kept = lasting.read(KEY);
  const address = parseAddress(String(kept?.address ?? ''), '');
  if (address) {
    view.input('login-address').value = address;
    view.input('login-name').value = cleanName(String(kept.name ?? ''));
    box.checked = true;
  }
  view.on('login-remember', 'change', () => box.checked || lasting.write(KEY, null), signal);
}

/**
 * To be called when the visitor signs in.
 *
 * @param {import('../view.js').View} view
 * @param {{address: string, name: string}} account
 */
export function remember(view, { address, name }) {
  lasting.write(KEY, view.input('login-remember').checked ? { address, name } : null);
}
