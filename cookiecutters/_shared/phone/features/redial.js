// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { passing } from '../storage.js';
import { mayCall } from './destination.js';

/** Where the last call is kept: {user, address, video}. */
const KEY = 'last-called';

/**
 * The button that calls again whom the visitor called last, in this tab. Whoever uses
 * the tab next does not see it.
 *
 * @param {import('./index.js').Context} context
 */
export function bindRedial(context) {
  const { view, calls, follow, signal } = context;
  /** A call that was begun before it was known who is calling. @type {import('../state.js').Call | null} */
  let dialled = null;
  view.on('redial', 'click', () => {
    const last = lastCall(context);
    if (last) {
      calls.place(last.address, last.video);
    }
  }, signal);
  follow(({ call, user, view: panel }, before) => {
    if (!call || !before.call) {
      dialled = call?.direction === 'out' ? call : null;
    }
    if (panel === 'login' && before.view !== 'login') {
      passing.write(KEY, null);
    } else if (dialled && user) {
      passing.write(KEY, { user: user.uri, address: dialled.peer.address, video: dialled.video });
      dialled = null;
    }
    if (!call) {
      show(context);
    }
  });
  show(context);
}

/** @param {import('./index.js').Context} context */
function show(context) {
  const { view } = context;
  const last = lastCall(context);
  view.role('redial').hidden = last === null;
  view.role('redial').title = view.role('redial-name').textContent = last?.address ?? '';
}

/**
 * The store is the tab's: another program of the site may have written there.
 *
 * @param {import('./index.js').Context} context
 * @returns {{address: string, video: boolean} | null}
 */
function lastCall(context) {
  const kept = passing.read(KEY);
  const user = context.store.state.user?.uri;
  const address = user && kept?.user === user ? parseAddress(String(kept.address), '') : null;
  if (!address || !mayCall(context, address)) {
    return null;
  }
  return { address, video: kept.video === true && context.config.video };
}
