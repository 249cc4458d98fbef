// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Counts the seconds until the next try to connect. Only seen: a screen reader that
 * spoke each second would say nothing else.
 *
 * @param {import('./index.js').Context} context
 */
export function bindCountdown({ root, view, t, store, follow, signal }) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  const shown = view.role('countdown');
  const tick = () => {
    const { link, call, retryAt } = store.state;
    const seconds = link === 'retrying' && !call ? Math.ceil((retryAt - Date.now()) / 1000) : 0;
    shown.hidden = seconds <= 0;
    shown.textContent = seconds > 0 ? t('retrying_in', String(seconds)) : '';
    root.toggleAttribute('data-jsc-counting', seconds > 0);
    return seconds > 0;
  };
  const start = () => {
    clearInterval(clock);
    if (tick()) {
      clock = setInterval(() => tick() || clearInterval(clock), 1000);
    }
  };
  follow(start);
  signal.addEventListener('abort', () => clearInterval(clock));
}
