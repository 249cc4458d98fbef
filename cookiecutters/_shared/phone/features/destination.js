// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { notice } from '../state.js';
import { complain, enter } from './complain.js';

/**
 * @typedef {Pick<import('./index.js').Context, 'config' | 'view' | 'store'>} Parts
 */

/** What the page chose for phones whose destination cannot be typed. @type {WeakMap<object, string>} */
const chosen = new WeakMap();

/**
 * Whom the phone is to call, as it was typed or set.
 *
 * @param {Parts} context
 * @returns {string}
 */
export function destinationOf({ config, view }) {
  return config.edit_destination ? view.input('destination').value ?? '' : chosen.get(view) ?? config.destination;
}

/**
 * To be called for a destination that comes from the page itself: it goes before
 * the one in the settings, even where the visitor cannot change it.
 *
 * @param {Parts} context
 * @param {string} destination
 */
export function setDestination({ view }, destination) {
  chosen.set(view, destination);
  enter(view.input('destination'), destination);
}

/**
 * Tells the visitor that a click is all that is missing.
 *
 * @param {Parts} context
 * @param {string} name  Who would be called.
 */
export function inviteToCall({ store }, name) {
  store.dispatch({ type: 'notice', notice: notice('press_to_call', { level: 'info', values: [name] }) });
}

/**
 * What completes a destination without "@".
 *
 * @param {import('../config.js').Config} config
 * @param {import('../state.js').State} state
 */
export function domainOf(config, { user }) {
  const uri = user?.uri || config.user?.uri || '';
  return config.sip_domain || (uri.split('@')[1] ?? '');
}

/**
 * Whether the visitor may call an address of their own choice, or that of a link:
 * not where the site named the only one.
 *
 * @param {Parts} context
 * @param {string} address  `user@host`.
 */
export function mayCall(context, address) {
  const { config, store } = context;
  return config.edit_destination || parseAddress(destinationOf(context), domainOf(config, store.state)) === address;
}

/**
 * Calls somebody, or says why not.
 *
 * @param {import('./index.js').Context} context
 * @param {string} destination  As somebody may type it.
 * @param {boolean} video
 */
export function callDestination(context, destination, video) {
  const { config, store, calls } = context;
  const address = parseAddress(destination, domainOf(config, store.state));
  if (!address) {
    complain(context, destination.trim() ? 'destination_invalid' : 'destination_missing', 'destination');
  } else if (store.state.view === 'login' && !store.state.call) {
    setDestination(context, destination);
    complain(context, 'please_sign_in', 'login-address');
  } else {
    calls.place(address, video && config.video);
  }
}
