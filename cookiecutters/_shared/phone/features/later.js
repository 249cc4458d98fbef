// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** @typedef {import('./index.js').State} State */

/**
 * Fetches the features of later_features.js when the phone has come online, at the first call
 * or for the settings, and at once where the site has chat or chooses languages: what it takes to
 * come online stays small.
 *
 * @param {import('./index.js').Context} context
 */
export function bindLater(context) {
  const { config, view, calls, signal } = context;
  const later = new Later(context);
  calls.loadBy(() => later.load());
  const toggle = view.role('settings-toggle');
  toggle.hidden = false;
  // The panel opens as soon as its program is there.
  toggle.addEventListener('click', (event) => {
    if (!later.ready) {
      event.stopImmediatePropagation();
      later.load().then((loaded) => loaded && toggle.click());
    }
  }, { signal });
  if (config.chat || config.language_menu || config.language) {
    later.load();
  }
}

/** Features that come when the phone has already begun. */
class Later {
  #context;
  /** @type {((state: State, before: State) => void)[]} */
  #followers = [];
  /** The states of which they were not told: a call may come and go before they are there. @type {State[]} */
  #untold = [];
  /** @type {Promise<boolean> | null} */
  #loading = null;
  ready = false;

  /** @param {import('./index.js').Context} context */
  constructor(context) {
    this.#context = context;
    context.follow((state, before) => this.#pass(state, before));
  }

  /** @returns {Promise<boolean>}  False when they could not be fetched; they can be asked for again. */
  load() {
    this.#loading ??= this.#bind();
    return this.#loading;
  }

  async #bind() {
    try {
      const { LATER_FEATURES } = await import('./later_features.js');
      const follow = (/** @type {(state: State, before: State) => void} */ listener) => this.#followers.push(listener);
      LATER_FEATURES.forEach((bind) => bind({ ...this.#context, follow }));
      this.ready = true;
      this.#catchUp();
    } catch {
      this.#loading = null;
      // Of what happens until they are asked for again, the outcome will do.
      this.#untold.length = Math.min(this.#untold.length, 1);
    }
    return this.ready;
  }

  #catchUp() {
    [...this.#untold, this.#context.store.state].reduce((before, state) => {
      if (state !== before) {
        this.#tell(state, before);
      }
      return state;
    });
    this.#untold = [];
  }

  /**
   * @param {State} state
   * @param {State} before
   */
  #tell(state, before) {
    this.#followers.forEach((follower) => follower(state, before));
  }

  /**
   * @param {State} state
   * @param {State} before
   */
  #pass(state, before) {
    if (this.ready) {
      this.#tell(state, before);
      return;
    }
    const begins = state.call !== null && before.call === null;
    if (begins || (state.link === 'online' && before.link !== 'online')) {
      this.load();
    }
    if (begins || this.#loading) {
      this.#untold.push(...(this.#untold.length ? [state] : [before, state]));
    }
  }
}
