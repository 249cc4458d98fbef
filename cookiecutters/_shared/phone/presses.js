// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Milliseconds within which a second press belongs to the first. */
const SOON = 500;

/** Pixels between the two. */
const NEAR = 24;

/** Where one presses again and again at the same place, and means it. */
const QUICK = '[data-jsc="keypad"], [data-jsc="chat"]';

/**
 * Keeps the second press of a double click, and those of a key that is held down, from a button
 * that came up under the first: Hang up, say, where Answer was. How often a mouse was clicked the
 * browser counts, as the visitor set it; of touches most count none. What is no press at a place
 * (a key, a program that assists) is left alone.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal} signal  Undoes it.
 */
export function guardPresses(root, signal) {
  /** @type {{button?: Element | null, at: number, x: number, y: number}} */
  let last = { at: -SOON, x: 0, y: 0 };
  root.addEventListener('click', (event) => {
    const { detail, pointerType, timeStamp: at, clientX: x, clientY: y } = /** @type {PointerEvent} */ (event);
    const button = buttonOf(event);
    const again = detail > 1 || (detail && pointerType !== 'mouse' && at - last.at < SOON && Math.hypot(x - last.x, y - last.y) < NEAR);
    const other = button && button !== last.button && !button.closest(QUICK);
    if (again && other) {
      event.stopPropagation();
      event.preventDefault();
    }
    last = { button: again ? last.button : button, at, x, y };
  }, { capture: true, signal });
  root.addEventListener('keydown', (event) => {
    if (event.repeat && event.key === 'Enter' && buttonOf(event)) {
      event.preventDefault();
    }
  }, { signal });
}

/** @param {Event} event */
function buttonOf({ target }) {
  return target instanceof Element ? target.closest('button') : null;
}
