// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { bindDisclosure } from './disclosure.js';

/**
 * The keypad: its buttons, and the digit keys while the focus is in it.
 *
 * @param {import('./index.js').Context} context
 */
export function bindKeypad(context) {
  const { config, view, calls, follow, signal } = context;
  /** @param {string} tone */
  const send = (tone) => calls.sendTone(tone);
  const open = bindDisclosure(context, 'keypad-toggle', 'keypad', () => {});
  view.on('keypad', 'click', (event) => pressed(event, send), signal);
  view.on('keypad', 'keydown', (event) => typed(/** @type {KeyboardEvent} */ (event), send), signal);
  follow(({ call }, before) => {
    view.role('keypad-toggle').hidden = call?.phase !== 'active';
    if (call?.tones !== before.call?.tones) {
      view.role('tones').textContent = call?.tones ?? '';
    }
    if (call?.phase !== 'active') {
      open(false);
    } else if (config.show_keypad && call.since && !before.call?.since) {
      open(true);
    }
  });
}

/**
 * @param {Event} event
 * @param {(tone: string) => void} send
 */
function pressed({ target }, send) {
  const button = target instanceof Element ? target.closest('[data-jsc-tone]') : null;
  const tone = button?.getAttribute('data-jsc-tone');
  if (tone) {
    send(tone);
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {(tone: string) => void} send
 */
function typed(event, send) {
  const plain = !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (plain && /^[0-9*#]$/.test(event.key)) {
    event.preventDefault();
    send(event.key);
  }
}
