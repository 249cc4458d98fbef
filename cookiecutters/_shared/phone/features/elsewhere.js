// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * The button that lets this tab take the calls, while another one does.
 *
 * @param {import('./index.js').Context} context
 */
export function bindElsewhere({ config, view, presence, follow, signal }) {
  view.on('take-over', 'click', () => presence.takeOver(), signal);
  follow(({ call, elsewhere, view: shown }) => {
    view.role('take-over').hidden = !elsewhere || call !== null || shown !== 'dial' || !config.registration_control;
  });
}
