// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { alertText } from '../messages.js';
import { notice } from '../state.js';
import { lasting } from '../storage.js';
import { followOutcome } from './follow_outcome.js';
import { offer } from './offer.js';

const KEY = 'notify';

/**
 * Notifications of calls, for a visitor who wants them and is in another window.
 *
 * @param {import('./index.js').Context} context
 */
export function bindNotifications(context) {
  const { view, t, follow, signal } = context;
  const box = view.input('notify');
  if (!window.Notification) {
    offer(box, false);
    return;
  }
  box.checked = lasting.read(KEY) === true && Notification.permission === 'granted';
  view.on('notify', 'change', () => change(context, box), signal);
  /** @type {Notification | null} */
  let shown = null;
  const close = () => {
    shown?.close();
    shown = null;
  };
  followOutcome(follow, (state, before) => {
    if (caller(state) === caller(before)) {
      return;
    }
    close();
    if (caller(state) && box.checked && isAway()) {
      shown = show(alertText(state, t));
    }
  });
  signal.addEventListener('abort', close);
}

/**
 * Asks the browser, which asks the visitor. A visitor who says no is told how it stands.
 *
 * @param {import('./index.js').Context} context
 * @param {HTMLInputElement} box
 */
async function change({ store }, box) {
  const wanted = box.checked;
  const allowed = wanted && (await Notification.requestPermission()) === 'granted';
  box.checked = allowed;
  lasting.write(KEY, allowed || null);
  if (wanted && !allowed) {
    store.dispatch({ type: 'notice', notice: notice('notify_refused') });
  }
}

/**
 * Whose call waits for an answer. The same object as long as it is the same call.
 *
 * @param {import('../state.js').State} state
 */
function caller({ call, waiting }) {
  return call?.phase === 'incoming' ? call.peer : waiting?.peer ?? null;
}

function isAway() {
  return document.hidden || !document.hasFocus();
}

/**
 * @param {string} text
 * @returns {Notification | null}  Null where only a service worker may show one.
 */
function show(text) {
  try {
    // The phone rings by itself.
    const shown = new Notification(text, { requireInteraction: true, silent: true });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
    return shown;
  } catch {
    return null;
  }
}
