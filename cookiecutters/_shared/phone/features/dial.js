// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { callDestination, destinationOf } from './destination.js';

/**
 * The form that calls are made with.
 *
 * @param {import('./index.js').Context} context
 */
export function bindDial(context) {
  const { config, view, follow, signal } = context;
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
  follow(({ call }, before) => {
    if (!call && before.call && config.clear_destination && config.edit_destination) {
      view.input('destination').value = '';
    }
  });
}

/** @param {HTMLInputElement} field */
function hideField(field) {
  [field, ...(field.labels ?? [])].forEach((element) => {
    element.hidden = true;
  });
}
