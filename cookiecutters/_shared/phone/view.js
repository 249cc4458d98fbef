// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { withoutScheme } from './address.js';
import { Focus } from './focus.js';
import { alertText, duration, statusText } from './messages.js';

/** @typedef {import('./state.js').State} State */

/** Shows the state in the page. Knows the fragment by its data-jsc roles only. */
export class View {
  #root;
  #config;
  #t;
  #focus;
  /** @type {Map<string, HTMLElement>} */
  #roles = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  #turn = 0;

  /**
   * @param {HTMLElement} root
   * @param {import('./config.js').Config} config
   * @param {import('./messages.js').Translate} t
   */
  constructor(root, config, t) {
    this.#root = root;
    this.#config = config;
    this.#t = t;
    this.#focus = new Focus(root, (role) => this.role(role));
  }

  /**
   * The element of a role. For one that a theme left out, a spare one that is
   * not in the page.
   *
   * @param {string} role
   * @returns {HTMLElement}
   */
  role(role) {
    const known = this.#roles.get(role) ?? this.#root.querySelector(`[data-jsc="${role}"]`);
    const element = known instanceof HTMLElement ? known : document.createElement('span');
    this.#roles.set(role, element);
    return element;
  }

  /**
   * @param {string} role
   * @returns {HTMLInputElement}
   */
  input(role) {
    return /** @type {HTMLInputElement} */ (this.role(role));
  }

  /**
   * @param {string} role
   * @param {string} event
   * @param {(event: Event) => void} handler
   * @param {AbortSignal} signal  Undoes it.
   */
  on(role, event, handler, signal) {
    this.role(role).addEventListener(event, handler, { signal });
  }

  /** Makes the phone usable, once its program runs. */
  enable() {
    const { destination, edit_destination: editable } = this.#config;
    const field = this.input('destination');
    field.value = destination || field.value;
    field.readOnly = !editable;
    this.#root.querySelectorAll('[data-jsc][disabled]').forEach((element) => element.removeAttribute('disabled'));
  }

  /**
   * @param {State} state
   * @param {State} before
   * @param {() => void} [follow]  Lets the features show their own parts.
   */
  render(state, before, follow = () => {}) {
    const turn = ++this.#turn;
    this.#focus.around(state, before, () => {
      this.#show(state);
      follow();
    });
    // A feature may have changed the state: that is then what the page says already.
    if (turn === this.#turn) {
      this.#announce(state);
      this.#time(state.call?.since ?? 0);
    }
  }

  /** @param {State} state */
  #show(state) {
    const { call, view, link } = state;
    this.#root.dataset.jscState = call?.phase ?? 'idle';
    this.#root.dataset.jscLink = link;
    this.#toggle('login', !call && view === 'login');
    this.#toggle('dial', !call && view === 'dial');
    this.#toggle('call', call !== null);
    this.#showLine(state);
    this.#showDial();
    this.#showCall(call);
    this.#showMedia(call);
  }

  /** @param {State} state */
  #showLine({ call, view, link, user, credentials, elsewhere }) {
    const { receive, registration_control: controlled } = this.#config;
    const free = !call && view === 'dial' && receive && controlled;
    const guest = user !== null && !user.register;
    this.#toggle('online', free && link === 'offline' && !guest && !elsewhere);
    this.#toggle('offline', free && link !== 'offline' && !elsewhere);
    this.#toggle('logout', !call && view === 'dial' && credentials);
    this.#text('identity', user ? user.display_name || withoutScheme(user.uri) : '');
  }

  #showDial() {
    this.#toggle('call-audio', this.#config.audio);
    this.#toggle('call-video', this.#config.video && this.#config.video_button);
  }

  /** @param {State['call']} call */
  #showCall(call) {
    const phase = call?.phase ?? '';
    const incoming = phase === 'incoming';
    const active = phase === 'active';
    this.#text('peer-name', call ? call.peer.name || call.peer.address : '');
    this.#text('peer-address', call?.peer.name ? call.peer.address : '');
    this.#text('peer-initial', [...(call?.peer.name || call?.peer.address || '')][0] ?? '');
    this.#toggle('answer', incoming);
    this.#toggle('answer-video', incoming && Boolean(call?.video));
    this.#toggle('reject', incoming);
    this.#toggle('hangup', call !== null && !incoming);
    this.#toggle('mute', active);
    this.#toggle('camera', active && Boolean(call?.sendsVideo));
  }

  /** @param {State['call']} call */
  #showMedia(call) {
    const local = Boolean(call?.sendsVideo && !call.cameraOff);
    // There is no picture on hold.
    const seen = !call?.held && !call?.heldByPeer && (local || Boolean(call?.receivesVideo));
    this.#toggle('stage', seen);
    this.#toggle('remote-video', Boolean(call?.receivesVideo));
    this.#toggle('local-video', local);
    this.#toggle('peer-initial', !seen);
    this.#toggle('play', Boolean(call?.silent));
    this.#press('mute', Boolean(call?.muted));
    this.#press('camera', Boolean(call?.cameraOff));
  }

  /** @param {State} state */
  #announce(state) {
    const { call, waiting, notice } = state;
    const alert = alertText(state, this.#t);
    const called = call?.phase === 'incoming' || waiting !== null;
    const hint = notice?.level === 'info' && !called;
    this.#text('status', statusText(state, this.#t));
    // Seen, but announced by the alert alone.
    this.#hide('status', call?.phase === 'incoming');
    this.#text('hint', hint ? alert : '');
    this.#text('alert', hint ? '' : alert);
    this.#root.dataset.jscAlert = called ? 'call' : notice?.level ?? '';
  }

  /** @param {number} since  Milliseconds; 0 stops the clock. */
  #time(since) {
    clearInterval(this.#clock);
    this.#toggle('timer', since > 0);
    if (since) {
      const tick = () => this.#text('timer', duration((Date.now() - since) / 1000));
      tick();
      this.#clock = setInterval(tick, 1000);
    }
  }

  /**
   * @param {string} role
   * @param {string} text  Never HTML. An unchanged text is not announced again.
   */
  #text(role, text) {
    const element = this.role(role);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  /**
   * @param {string} role
   * @param {boolean} shown
   */
  #toggle(role, shown) {
    this.role(role).hidden = !shown;
  }

  /**
   * @param {string} role
   * @param {boolean} hidden  From assistive technology only.
   */
  #hide(role, hidden) {
    if (hidden) {
      this.role(role).setAttribute('aria-hidden', 'true');
    } else {
      this.role(role).removeAttribute('aria-hidden');
    }
  }

  /**
   * @param {string} role
   * @param {boolean} pressed
   */
  #press(role, pressed) {
    this.role(role).setAttribute('aria-pressed', String(pressed));
  }
}
