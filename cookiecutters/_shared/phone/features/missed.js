// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { passing } from '../storage.js';
import { clockTime } from './clock.js';

const KEY = 'missed';

/** Older ones are dropped. */
const MOST = 20;

/**
 * @typedef {object} Missed
 * @property {import('../state.js').Peer} peer
 * @property {number} at  Milliseconds.
 */

/**
 * The calls that the visitor missed, as long as the tab is open and the same person
 * uses it. Where the site says whom to call, there is no list to call from.
 *
 * @param {import('./index.js').Context} context
 */
export function bindMissed(context) {
  const { config, view, store, follow, signal } = context;
  if (!config.edit_destination) {
    return;
  }
  /** @type {Missed[]} */
  let missed = [];

  /** @param {Missed[]} calls */
  const keep = (calls) => {
    missed = calls;
    passing.write(KEY, { user: store.state.user?.uri, calls });
    fill(context, calls);
  };
  /** @param {import('../state.js').State} state */
  const recall = (state) => {
    missed = kept(state.user?.uri);
    fill(context, missed);
    show(view, state, missed);
  };
  view.on('missed-clear', 'click', () => {
    keep([]);
    show(view, store.state, missed);
    view.role('destination').focus();
  }, signal);
  follow((state, before) => {
    if (state.user?.uri !== before.user?.uri) {
      recall(state);
    }
    const caller = missedCaller(state, before);
    if (caller) {
      keep([{ peer: caller, at: Date.now() }, ...missed].slice(0, MOST));
    } else if (state.language !== before.language) {
      fill(context, missed);
    }
    show(view, state, missed);
  });
  recall(store.state);
}

/**
 * Whose call has just gone unanswered, or found no room.
 *
 * @param {import('../state.js').State} state
 * @param {import('../state.js').State} before
 * @returns {import('../state.js').Peer | null}
 */
export function missedCaller({ call, waiting, turnedAway, notice }, before) {
  if (turnedAway !== before.turnedAway) {
    return turnedAway;
  }
  const there = [call, waiting].map((one) => one?.peer);
  const gone = [before.call, before.waiting].find((one) => one?.phase === 'incoming' && !there.includes(one.peer));
  return gone && notice?.key === 'missed' && notice !== before.notice ? gone.peer : null;
}

/**
 * @param {string | undefined} user
 * @returns {Missed[]}
 */
function kept(user) {
  const { user: whose = '', calls = [] } = passing.read(KEY) ?? {};
  return user && whose === user && Array.isArray(calls) ? calls.filter((call) => call?.peer && call.at) : [];
}

/**
 * @param {import('../view.js').View} view
 * @param {import('../state.js').State} state
 * @param {Missed[]} missed
 */
function show(view, state, missed) {
  view.role('missed').hidden = state.call !== null || state.view !== 'dial' || !missed.length;
}

/**
 * @param {import('./index.js').Context} context
 * @param {Missed[]} missed
 */
function fill(context, missed) {
  context.view.role('missed-list').replaceChildren(...missed.map((call) => entry(context, call)));
}

/**
 * @param {import('./index.js').Context} context
 * @param {Missed} missed
 */
function entry({ config, view, store, calls, t }, { peer, at }) {
  const template = /** @type {HTMLTemplateElement} */ (view.role('missed-item'));
  const item = /** @type {DocumentFragment} */ (template.content?.cloneNode(true) ?? new DocumentFragment());
  const name = peer.name || peer.address;
  const time = clockTime(at, store.state.language || config.language);
  const address = parseAddress(peer.address, '');
  setText(item.querySelector('bdi'), name);
  setText(item.querySelector('time'), time);
  item.querySelector('time')?.setAttribute('datetime', new Date(at).toISOString());
  const button = item.querySelector('button');
  button?.setAttribute('title', t('call_back', name));
  button?.toggleAttribute('disabled', !address);
  button?.addEventListener('click', () => address && calls.place(address, !config.audio));
  return item;
}

/**
 * @param {Element | null} element
 * @param {string} text  Never HTML.
 */
function setText(element, text) {
  if (element) {
    element.textContent = text;
  }
}
