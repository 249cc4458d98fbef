// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Other calls than the one shown: a second one, announced while the visitor is in one, and the one
 * on hold.
 *
 * @param {import('./index.js').Context} context
 */
export function bindSecondCall({ view, calls, follow, signal }) {
  view.on('waiting-answer', 'click', () => calls.answerWaiting(), signal);
  view.on('waiting-reject', 'click', () => calls.rejectWaiting(), signal);
  // Pressed twice it would go there and back.
  view.on('swap', 'click', (event) => /** @type {MouseEvent} */ (event).detail > 1 || calls.swap(), signal);
  follow(({ call, waiting, held }) => {
    show(view, 'waiting', waiting);
    show(view, 'held', held);
    view.role('swap').hidden = call?.phase !== 'active' || call.transferring;
  });
}

/**
 * @param {import('../view.js').View} view
 * @param {'waiting' | 'held'} role  Of the group; its name has a role of its own.
 * @param {import('../state.js').Call | null} call
 */
function show(view, role, call) {
  view.role(role).hidden = !call;
  view.role(`${role}-name`).textContent = call ? call.peer.name || call.peer.address : '';
}
