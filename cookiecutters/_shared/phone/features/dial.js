// SPDX-License-Identifier: MIT

import { parseAddress } from '../address.js';
import { complain } from './complain.js';

/**
 * The form that calls are made with.
 *
 * @param {import('./index.js').Context} context
 */
export function bindDial(context) {
  const { config, view, signal } = context;
  view.on('call-audio', 'click', () => place(context, false), signal);
  view.on('call-video', 'click', () => place(context, true), signal);
  view.on('dial', 'submit', (event) => {
    event.preventDefault();
    place(context, !config.audio);
  }, signal);
}

/**
 * @param {import('./index.js').Context} context
 * @param {boolean} video
 */
function place(context, video) {
  const { config, view, store, calls } = context;
  const typed = config.edit_destination ? view.input('destination').value : config.destination;
  const address = parseAddress(typed ?? '', domainOf(config, store.state));
  if (address) {
    calls.place(address, video);
    return;
  }
  complain(context, typed?.trim() ? 'destination_invalid' : 'destination_missing', 'destination');
}

/**
 * What completes a destination without "@".
 *
 * @param {import('../config.js').Config} config
 * @param {import('../state.js').State} state
 */
export function domainOf(config, { user }) {
  return config.sip_domain || (user?.uri.split('@')[1] ?? '');
}
