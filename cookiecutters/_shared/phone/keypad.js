// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Binds the keypad: its buttons, and the digit keys while the focus is in it.
 *
 * @param {import('./view.js').View} view
 * @param {(tone: string) => void} send
 * @param {AbortSignal} signal  Undoes it.
 */
export function bindKeypad(view, send, signal) {
  const toggle = view.role('keypad-toggle');
  view.on('keypad-toggle', 'click', () => {
    const open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
    view.role('keypad').hidden = !open;
  }, signal);
  view.on('keypad', 'click', (event) => pressed(event, send), signal);
  view.on('keypad', 'keydown', (event) => typed(/** @type {KeyboardEvent} */ (event), send), signal);
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
