// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * The button that lets the other party wait.
 *
 * @param {import('./index.js').Context} context
 */
export function bindHold({ view, store, calls, follow, signal }) {
  const button = view.role('hold');
  view.on('hold', 'click', () => calls.hold(!store.state.call?.held), signal);
  follow(({ call }) => {
    button.hidden = call?.phase !== 'active' || call.transferring;
    button.setAttribute('aria-pressed', String(Boolean(call?.held)));
  });
}
