// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { callDestination, destinationOf } from './destination.js';

/**
 * The form that calls are made with.
 *
 * @param {import('./index.js').Context} context
 */
export function bindDial(context) {
  const { config, view, signal } = context;
  /** @param {boolean} video */
  const call = (video) => callDestination(context, destinationOf(context), video);
  view.on('call-audio', 'click', () => call(false), signal);
  view.on('call-video', 'click', () => call(true), signal);
  view.on('dial', 'submit', (event) => {
    event.preventDefault();
    call(config.prefer_video || !config.audio);
  }, signal);
  if (!config.show_destination) {
    hideField(view.input('destination'));
  }
  followCalls(context);
}

/** @param {HTMLInputElement} field */
function hideField(field) {
  [field, ...(field.labels ?? [])].forEach((element) => {
    element.hidden = true;
  });
}

/** @param {import('./index.js').Context} context */
function followCalls({ config, view, follow }) {
  follow(({ call }, before) => {
    if (!call && before.call && config.clear_destination && config.edit_destination) {
      view.input('destination').value = '';
    }
    const connected = call?.since && !before.call?.since;
    const keypad = view.role('keypad-toggle');
    if (connected && config.show_keypad && keypad.getAttribute('aria-expanded') === 'false') {
      keypad.click();
    }
  });
}
