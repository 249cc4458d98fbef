// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress, withoutScheme } from '../address.js';
import { complain } from './complain.js';
import { remember } from './remember.js';

/**
 * The login form, for visitors with a SIP account of their own.
 *
 * @param {import('./index.js').Context} context
 */
export function bindLogin(context) {
  const { config, view, signal } = context;
  view.input('login-address').value = withoutScheme(config.user?.uri ?? '');
  view.input('login-name').value = config.user?.display_name ?? '';
  view.on('login', 'submit', (event) => {
    event.preventDefault();
    signIn(context);
  }, signal);
}

/** @param {import('./index.js').Context} context */
function signIn({ config, view, store, presence }) {
  const password = view.input('login-password');
  const address = parseAddress(view.input('login-address').value, config.sip_domain);
  if (!address) {
    complain({ view, store }, 'login_address_invalid', 'login-address');
    return;
  }
  const name = view.input('login-name').value ?? '';
  remember(view, { address, name });
  store.dispatch({ type: 'signed-in' });
  presence.signIn({ address, password: password.value, name });
  password.value = '';
}
