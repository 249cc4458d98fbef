// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { callDestination, destinationOf, inviteToCall } from './destination.js';

/**
 * Calls the destination at the first connection, where the page wants that. A
 * visitor who has done nothing in the page yet is asked to press the button.
 *
 * @param {import('./index.js').Context} context
 */
export function bindAutoDial(context) {
  const { config, follow } = context;
  let waiting = config.auto_dial;
  follow(({ link, call }) => {
    if (call || (waiting && link === 'online')) {
      const due = waiting && !call;
      waiting = false;
      if (due) {
        dial(context);
      }
    }
  });
}

/** @param {import('./index.js').Context} context */
function dial(context) {
  const { config, view } = context;
  const destination = destinationOf(context);
  if (navigator.userActivation?.hasBeenActive) {
    callDestination(context, destination, config.dial_video);
  } else if (destination) {
    inviteToCall(context, destination);
    view.role(config.dial_video && config.video ? 'call-video' : 'call-audio').focus();
  }
}
