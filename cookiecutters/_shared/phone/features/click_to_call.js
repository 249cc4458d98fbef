// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { notice } from '../state.js';
import { callDestination, domainOf, mayCall } from './destination.js';

/** What calls when it is activated: <a href="sip:…">, and anything with data-jsc-call, whose address may stand in a link. */
const CALLERS = 'a[href^="sip:" i], a[href^="sips:" i], [data-jsc-call]';

/** Elements that browsers turn the Enter key into a click for. */
const NATIVE = 'a[href], button, input, summary, area';

/**
 * Links and buttons anywhere in the page that call with this phone.
 *
 * @param {import('./index.js').Context} context
 */
export function bindClickToCall(context) {
  const { config, signal } = context;
  if (!config.click_to_call) {
    return;
  }
  document.addEventListener('click', (event) => clicked(context, event), { signal });
  document.addEventListener('keydown', (event) => typed(context, event), { signal });
}

/**
 * @param {import('./index.js').Context} context
 * @param {MouseEvent} event
 */
function clicked(context, event) {
  const plain = event.button === 0 && !hasModifier(event);
  const caller = plain ? callerOf(event) : null;
  if (caller) {
    event.preventDefault();
    call(context, caller);
  }
}

/**
 * What is no link and no button, but has role="button", is worked by keys like one.
 *
 * @param {import('./index.js').Context} context
 * @param {KeyboardEvent} event
 */
function typed(context, event) {
  const pressed = (event.key === 'Enter' || event.key === ' ') && !event.repeat && !hasModifier(event);
  const caller = pressed ? callerOf(event) : null;
  if (caller && caller === event.target && !caller.matches(NATIVE)) {
    event.preventDefault();
    call(context, caller);
  }
}

/** @param {MouseEvent | KeyboardEvent} event */
function hasModifier({ ctrlKey, metaKey, shiftKey, altKey }) {
  return ctrlKey || metaKey || shiftKey || altKey;
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}  Null when somebody else sees to the event, or it is none of ours.
 */
function callerOf({ target, defaultPrevented }) {
  const caller = target instanceof Element && !defaultPrevented ? target.closest(CALLERS) : null;
  const free = caller instanceof HTMLElement && !caller.closest('[data-jsc-phone]') && !caller.matches(':disabled');
  return free ? caller : null;
}

/**
 * Calls, and takes the visitor to the phone; after the call the focus goes back to
 * where it was.
 *
 * @param {import('./index.js').Context} context
 * @param {HTMLElement} caller
 */
function call(context, caller) {
  const { root, view, store } = context;
  const busy = store.state.call !== null;
  if (!busy) {
    place(context, caller);
  }
  root.scrollIntoView({ block: 'nearest' });
  if (store.state.call) {
    view.role(busy ? 'call' : 'hangup').focus();
  }
}

/**
 * @param {import('./index.js').Context} context
 * @param {HTMLElement} caller
 */
function place(context, caller) {
  const { config, store } = context;
  const destination = addressIn(caller);
  const address = parseAddress(destination, domainOf(config, store.state));
  if (address && !mayCall(context, address)) {
    store.dispatch({ type: 'notice', notice: notice('refused_by_site') });
  } else {
    callDestination(context, destination, (caller.dataset.jscCallVideo ?? 'false') !== 'false');
  }
}

/**
 * @param {HTMLElement} caller
 * @returns {string}  Without the headers that a sip: link may have.
 */
function addressIn(caller) {
  const named = caller.dataset.jscCall?.trim() || caller.getAttribute('href') || '';
  return named.trim().replace(/^sips:/i, 'sip:').replace(/^(sip:[^?]*)\?.*$/is, '$1');
}
