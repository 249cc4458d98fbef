// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * A button that opens and closes a panel. The focus goes into the panel; Escape
 * closes it and gives the focus back.
 *
 * @param {Pick<import('./index.js').Context, 'view' | 'signal'>} context
 * @param {string} toggle  Role of the button.
 * @param {string} panel  Role of the panel.
 * @param {(open: boolean) => void} ontoggle  Told after each opening and closing.
 * @returns {(open: boolean) => void}  Opens or closes it.
 */
export function bindDisclosure({ view, signal }, toggle, panel, ontoggle) {
  const button = view.role(toggle);
  /** @param {boolean} open */
  const set = (open) => {
    if (open === !view.role(panel).hidden) {
      return;
    }
    button.setAttribute('aria-expanded', String(open));
    view.role(panel).hidden = !open;
    ontoggle(open);
  };
  /** @param {Event} event */
  const escape = (event) => {
    if (/** @type {KeyboardEvent} */ (event).key === 'Escape' && !view.role(panel).hidden) {
      event.preventDefault();
      event.stopPropagation();
      set(false);
      button.focus();
    }
  };
  view.on(toggle, 'click', () => {
    set(Boolean(view.role(panel).hidden));
    firstField(view.role(panel))?.focus();
  }, signal);
  view.on(toggle, 'keydown', escape, signal);
  view.on(panel, 'keydown', escape, signal);
  return set;
}

/**
 * @param {HTMLElement} panel
 * @returns {HTMLElement | undefined}
 */
function firstField(panel) {
  /** @type {HTMLElement[]} */
  const fields = [...panel.querySelectorAll('select, input, button')].map((field) => /** @type {HTMLElement} */ (field));
  return fields.find((field) => field.getClientRects().length);
}
