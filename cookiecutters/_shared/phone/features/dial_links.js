// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { domainOf, inviteToCall, mayCall, setDestination } from './destination.js';

/** Completes a name only to see whether it could be called at all. */
const ANY_DOMAIN = 'domain.invalid';

/**
 * Takes the destination from the page's own address, as in ?dial=helpdesk&video=true,
 * where the site wants that. The call waits for a click.
 *
 * @param {import('./index.js').Context} context
 */
export function bindDialLinks(context) {
  const { config, view, signal } = context;
  const query = new URLSearchParams(location.search);
  const destination = query.get('dial')?.trim() ?? '';
  if (!config.dial_links || !isAllowed(context, destination)) {
    return;
  }
  const video = config.video && wantsVideo(query.get('video'), config.dial_video);
  setDestination(context, destination);
  // Once the phone is usable.
  queueMicrotask(() => {
    if (!signal.aborted) {
      focusUnlessBusy(view.role(video && config.video_button ? 'call-video' : 'call-audio'));
      keepInviting(context, destination);
    }
  });
}

/**
 * @param {import('./index.js').Context} context
 * @param {string} destination
 */
function isAllowed(context, destination) {
  const { config, store } = context;
  const address = parseAddress(destination, domainOf(config, store.state) || ANY_DOMAIN);
  return address !== null && mayCall(context, address);
}

/**
 * @param {string | null} value
 * @param {boolean} otherwise
 */
function wantsVideo(value, otherwise) {
  return value === null ? otherwise : /^(true|1|yes)$/i.test(value);
}

/**
 * A field of the page that has the focus keeps it.
 *
 * @param {HTMLElement} button
 */
function focusUnlessBusy(button) {
  if (document.activeElement === document.body) {
    button.focus();
  }
}

/**
 * Going online takes other hints away; this one is true until the visitor calls,
 * or enters somebody else.
 *
 * @param {import('./index.js').Context} context
 * @param {string} destination
 */
function keepInviting(context, destination) {
  const { view, store, follow, signal } = context;
  let open = true;
  const invite = () => {
    open &&= !store.state.call;
    if (open && store.state.view === 'dial' && !store.state.notice) {
      inviteToCall(context, destination);
    }
  };
  view.on('destination', 'input', () => {
    open = false;
  }, signal);
  follow(invite);
  invite();
}
