// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { guarded } from '../failure.js';
import { refetching } from '../refetch.js';
import { notice } from '../state.js';

/**
 * @typedef {import('./index.js').State} State
 * @typedef {import('./index.js').Follower} Follower
 */

/** Where they are: in the sources, or built. */
const PROGRAM = import.meta.url.endsWith('/later.js') ? './features/later_features.js' : './chunks/later_features.min.js';

const fetchProgram = refetching(() => import('./later_features.js'), PROGRAM);

/** Milliseconds before they are fetched again, at first and at most. */
const SOONEST = 5000;
const LATEST = 60000;

/** States that are kept for them, at most. */
const MOST = 500;

/**
 * Fetches the features of later_features.js when the phone has come online, at the first call
 * or for the settings, and at once where the site has chat or chooses languages: what it takes to
 * come online stays small.
 *
 * @param {import('./index.js').Context} context
 */
export function bindLater(context) {
  const { config, view, calls, store, signal } = context;
  const later = new Later(context);
  calls.loadBy(() => later.load());
  const toggle = view.role('settings-toggle');
  toggle.hidden = false;
  let asked = false;
  toggle.addEventListener('click', (event) => {
    if (!later.ready) {
      event.stopImmediatePropagation();
      asked || ask();
    }
  }, { signal });

  /** The panel opens as soon as its program is there, unless the visitor has gone elsewhere. */
  async function ask() {
    const active = document.activeElement;
    asked = true;
    const loaded = await later.load();
    asked = false;
    if (signal.aborted) {
      return;
    }
    if (!loaded) {
      store.dispatch({ type: 'notice', notice: notice('not_loaded') });
    } else if (active === document.activeElement) {
      toggle.click();
    }
  }

  if (config.chat || config.language_menu || config.language) {
    later.load();
  }
}

/** Features that come when the phone has already begun. */
class Later {
  #context;
  /** @type {Follower[]} */
  #followers = [];
  /** The states of which they were not told: a call may come and go before they are there. @type {State[]} */
  #untold = [];
  /** @type {Promise<boolean> | null} */
  #loading = null;
  #pause = SOONEST;
  ready = false;

  /** @param {import('./index.js').Context} context */
  constructor(context) {
    this.#context = context;
    context.follow((state, before) => this.#pass(state, before));
  }

  /** @returns {Promise<boolean>}  False when they could not be fetched; they are asked for again. */
  load() {
    this.#loading ??= this.#bind();
    return this.#loading;
  }

  async #bind() {
    const { signal } = this.#context;
    const program = await fetchProgram().catch(() => null);
    if (!program) {
      this.#loading = null;
      this.#tryLater();
    } else if (!signal.aborted) {
      const follow = (/** @type {Follower} */ listener) => this.#followers.push(listener);
      program.LATER_FEATURES.forEach((bind) => guarded(bind)({ ...this.#context, follow }));
      this.ready = true;
      this.#catchUp();
      this.#reassure();
    }
    return this.ready;
  }

  /** What was said of them is true no more. */
  #reassure() {
    const { state, dispatch } = this.#context.store;
    if (state.notice?.key === 'not_loaded') {
      dispatch({ type: 'notice', notice: null });
    }
  }

  #tryLater() {
    const { signal } = this.#context;
    const timer = setTimeout(() => this.load(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LATEST);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }

  #catchUp() {
    const { state: last } = this.#context.store;
    [...this.#untold, last].reduce((before, state) => {
      if (state !== before) {
        this.#tell(state, before, state !== last);
      }
      return state;
    });
    this.#untold = [];
  }

  /** @type {Follower} */
  #tell(state, before, late) {
    this.#followers.forEach((follower) => follower(state, before, late));
  }

  /**
   * @param {State} state
   * @param {State} before
   */
  #pass(state, before) {
    if (this.ready) {
      this.#tell(state, before, false);
      return;
    }
    const begins = state.call !== null && before.call === null;
    if (begins || (state.link === 'online' && before.link !== 'online')) {
      this.load();
    }
    if (begins || this.#loading || this.#untold.length) {
      this.#untold = [...(this.#untold.length ? this.#untold : [before]), state].slice(-MOST);
    }
  }
}
