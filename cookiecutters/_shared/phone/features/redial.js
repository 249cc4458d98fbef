// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { passing } from '../storage.js';
import { mayCall } from './destination.js';

/** Where the last call is kept: {address, video}. */
const KEY = 'last-called';

/**
 * The button that calls again whom the visitor called last, in this tab.
 *
 * @param {import('./index.js').Context} context
 */
export function bindRedial(context) {
  const { view, calls, follow, signal } = context;
  show(context);
  view.on('redial', 'click', () => {
    const last = lastCall(context);
    if (last) {
      calls.place(last.address, last.video);
    }
  }, signal);
  follow(({ call, view: panel }, before) => {
    const signedOut = panel === 'login' && before.view !== 'login';
    if (signedOut || (call?.direction === 'out' && !before.call)) {
      passing.write(KEY, call && { address: call.peer.address, video: call.video });
      show(context);
    }
  });
}

/** @param {import('./index.js').Context} context */
function show(context) {
  const button = context.view.role('redial');
  const last = lastCall(context);
  button.hidden = last === null;
  button.title = last?.address ?? '';
}

/**
 * The store is the tab's: another program of the site may have written there.
 *
 * @param {import('./index.js').Context} context
 * @returns {{address: string, video: boolean} | null}
 */
function lastCall(context) {
  const kept = passing.read(KEY);
  const address = typeof kept?.address === 'string' ? parseAddress(kept.address, '') : null;
  if (!address || !mayCall(context, address)) {
    return null;
  }
  return { address, video: kept.video === true && context.config.video };
}
