// SPDX-License-Identifier: MIT

/** Roles to focus in each situation, the first that can be wins. */
/** @type {Record<string, string[]>} */
const FIRST = {
  login: ['login-address', 'login-name'],
  dial: ['call-audio', 'call-video', 'destination'],
  preparing: ['hangup'],
  incoming: ['answer', 'reject'],
  answering: ['hangup'],
  active: ['hangup'],
};

/** Moves the focus when what had it goes away, and gives it back after a call. */
export class Focus {
  #root;
  #role;
  /** @type {Element | null} */
  #before = null;

  /**
   * @param {HTMLElement} root
   * @param {(role: string) => HTMLElement} role
   */
  constructor(root, role) {
    this.#root = root;
    this.#role = role;
  }

  /**
   * Changes what is shown and sees to the focus.
   *
   * @param {import('./state.js').State} state
   * @param {import('./state.js').State} before
   * @param {() => void} show
   */
  around(state, before, show) {
    const active = document.activeElement;
    const began = !before.call && state.call;
    if (began) {
      this.#before = active;
    }
    const calls = began && state.call?.phase === 'incoming';
    const typing = isField(active);
    show();
    if (before.call && !state.call) {
      this.#giveBack(active, state);
    } else if (calls && !typing) {
      this.#enter(state);
    } else if (calls && this.#root.contains(active)) {
      // Whoever types here must not answer with the next space bar.
      this.#role('call').focus();
    } else if (this.#root.contains(active) && !canFocus(active)) {
      this.#enter(state);
    }
  }

  /**
   * @param {Element | null} active
   * @param {import('./state.js').State} state
   */
  #giveBack(active, state) {
    const target = this.#before;
    this.#before = null;
    if (active !== document.body && !this.#root.contains(active)) {
      return;
    }
    if (target instanceof HTMLElement && target !== document.body && canFocus(target)) {
      target.focus();
    } else {
      this.#enter(state);
    }
  }

  /** @param {import('./state.js').State} state */
  #enter(state) {
    const roles = FIRST[state.call?.phase ?? state.view] ?? FIRST.active;
    roles.map(this.#role).find(canFocus)?.focus();
  }
}

/** @param {Element | null} element */
function canFocus(element) {
  return Boolean(element?.isConnected && !element.matches(':disabled') && element.getClientRects().length);
}

/** @param {Element | null} element */
function isField(element) {
  return Boolean(element?.matches('input, textarea, select, [contenteditable=""], [contenteditable="true"], iframe'));
}
