// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Roles to focus in each situation, the first that can be wins. */
/** @type {Record<string, string[]>} */
const FIRST = {
  login: ['login-address', 'login-name'],
  dial: ['call-audio', 'call-video', 'destination'],
  preparing: ['hangup'],
  // Not on a button: a space bar that was to scroll the page would answer.
  incoming: ['call'],
  answering: ['hangup'],
  active: ['hangup'],
};

/** Where the focus of a button goes that changes into another one. */
/** @type {Record<string, string[]>} */
const PARTNERS = { online: ['offline', 'take-over'], offline: ['online', 'take-over'], 'take-over': ['offline', 'online'] };

/** Where somebody enters something: the focus is not taken from there. */
const ENTERING = ['keypad', 'transfer', 'chat', 'settings'];

/** Moves the focus when what had it goes away, and gives it back after a call. */
export class Focus {
  #root;
  #role;
  /** What had it before the call. @type {Element | null} */
  #before = null;
  /** What had it before the second call. @type {Element | null} */
  #beforeSecond = null;

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
    const ours = this.#root.contains(active);
    show();
    // A part of the phone that has moved it itself knows better.
    const untouched = document.activeElement === active || document.activeElement === document.body;
    if (before.call && !state.call) {
      this.#giveBack(active, state);
    } else if (state.waiting && !before.waiting) {
      this.#interrupt(active);
    } else if (before.waiting && !state.waiting && this.#beforeSecond) {
      this.#resume(state, active);
    } else if ((calls && !this.#isEntering(active)) || (ours && untouched && !canFocus(active))) {
      this.#enter(state, active);
    }
  }

  /**
   * Whether the visitor is about to enter something, which is still there.
   *
   * @param {Element | null} active
   */
  #isEntering(active) {
    return canFocus(active) && (isField(active) || ENTERING.some((role) => this.#role(role).contains(active)));
  }

  /** @param {Element | null} active */
  #interrupt(active) {
    const entering = this.#isEntering(active);
    this.#beforeSecond = entering ? null : active;
    if (!entering) {
      this.#role('waiting').focus();
    }
  }

  /**
   * @param {import('./state.js').State} state
   * @param {Element | null} active
   */
  #resume(state, active) {
    const target = this.#beforeSecond;
    this.#beforeSecond = null;
    const away = active !== document.body && !this.#root.contains(active);
    if (away || canFocus(active)) {
      return;
    }
    if (target instanceof HTMLElement && target !== document.body && canFocus(target)) {
      target.focus();
    } else {
      this.#enter(state, null);
    }
  }

  /**
   * @param {Element | null} active
   * @param {import('./state.js').State} state
   */
  #giveBack(active, state) {
    const target = this.#before;
    this.#before = null;
    if ((active !== document.body && !this.#root.contains(active)) || this.#isEntering(active)) {
      return;
    }
    if (target instanceof HTMLElement && target !== document.body && canFocus(target)) {
      target.focus();
    } else {
      this.#enter(state, null);
    }
  }

  /**
   * @param {import('./state.js').State} state
   * @param {Element | null} left  What had the focus.
   */
  #enter(state, left) {
    const partners = PARTNERS[left?.getAttribute('data-jsc') ?? ''] ?? [];
    const usual = FIRST[state.call?.phase ?? state.view] ?? FIRST.active;
    [...partners, ...usual].map(this.#role).find(canFocus)?.focus();
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
