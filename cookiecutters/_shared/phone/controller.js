// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Agent } from './agent.js';
import { accountInPage } from './bus/identity.js';
import { Calls } from './calls.js';
import { readConfig } from './config.js';
import { noticeOf, failureOf } from './failure.js';
import { FEATURES } from './features/index.js';
import { checkSupport } from './media.js';
import { translator } from './messages.js';
import { Presence } from './presence.js';
import { guardPresses } from './presses.js';
import { FixedSession, SessionClient } from './session.js';
import { Stage } from './stage.js';
import { createStore } from './state.js';
import { View } from './view.js';

/** One phone in the page. */
export class Phone {
  #root;
  #config;
  #t;
  #view;
  #store;
  #agent;
  #presence;
  #calls;
  #stage;
  /** @type {((state: import('./state.js').State, before: import('./state.js').State) => void)[]} */
  #followers = [];
  /** Undoes the listeners outside of the fragment. */
  #life = new AbortController();
  /** Of this phone: another one in the page must not remove it. @param {Event} event */
  #warn = (event) => event.preventDefault();

  /** @param {HTMLElement} root  The element with data-jsc-phone. */
  constructor(root) {
    this.#config = readConfig(root.dataset.jscPhone ?? '');
    this.#root = root;
    this.#t = translator(this.#config.strings);
    const view = new View(root, this.#config, this.#t);
    this.#view = view;
    const { session, receive } = this.#config;
    const account = accountInPage(this.#config);
    this.#store = createStore({ view: session || account ? 'dial' : 'login', receive }, (state, before) => {
      view.render(state, before, () => this.#followers.forEach((follower) => follower(state, before)));
      this.#guardPage(this.state.call !== null);
      if (state.link === 'online' && before.link !== 'online') {
        this.#calls.catchUp();
      }
    });
    this.#agent = this.#makeAgent();
    this.#agent.credentials = account;
    this.#presence = new Presence({
      agent: this.#agent,
      idle: () => this.state.call === null,
      dispatch: this.#store.dispatch,
      site: session?.url ?? this.#config.websocket_url,
      address: account?.address ?? '',
    });
    this.#stage = this.#makeStage();
    this.#calls = this.#makeCalls();
  }

  /** What the phone is doing; see state.js. */
  get state() {
    return this.#store.state;
  }

  /** Sends messages. */
  get agent() {
    return this.#agent;
  }

  start() {
    this.#bind();
    this.#view.enable();
    this.#view.render(this.state, this.state);
    this.#followPage();
    try {
      checkSupport();
    } catch (error) {
      this.#store.dispatch({ type: 'notice', notice: noticeOf(failureOf(error)) });
      return;
    }
    if (this.#config.autostart && this.state.view === 'dial') {
      this.#presence.online();
    }
  }

  /** A page that is put aside, woken or moved to another network. */
  #followPage() {
    const { signal } = this.#life;
    let stayed = false;
    window.addEventListener('pagehide', () => {
      stayed = this.#presence.staying;
      this.leave();
    }, { signal });
    // Back from the browser's cache of pages.
    window.addEventListener('pageshow', ({ persisted }) => persisted && stayed && this.#presence.online(), { signal });
    window.addEventListener('online', () => this.#moved(), { signal });
    document.addEventListener('visibilitychange', () => this.#presence.wake(false), { signal });
  }

  /** The computer is on another network. */
  async #moved() {
    await this.#presence.wake(true);
    this.#calls.recover();
  }

  /** Hangs up and disconnects; the phone can be used again. */
  leave() {
    this.#calls.endAll();
    this.#presence.offline();
  }

  /** Hangs up, disconnects and lets go of the page. */
  stop() {
    this.leave();
    this.#life.abort();
    this.#guardPage(false);
  }

  /** @returns {Agent} */
  #makeAgent() {
    const { session } = this.#config;
    return new Agent({
      sessions: session ? new SessionClient(session) : new FixedSession(this.#config),
      config: this.#config,
      dispatch: this.#store.dispatch,
      onincoming: (rtc, request) => this.#calls.receive(rtc, request),
      mayRegister: () => this.#presence.mayRegister(),
      idle: () => this.state.call === null,
      // Before that there is nothing on the line that could be cut off.
      talking: () => this.state.call !== null && this.state.call.phase !== 'preparing',
      onmessage: () => this.#presence.linger(),
      onlost: (failure) => this.#presence.lost(failure),
    });
  }

  #makeStage() {
    /** @param {string} role @returns {any} */
    const media = (role) => {
      const element = this.#view.role(role);
      return element instanceof HTMLMediaElement ? element : document.createElement('video');
    };
    const elements = {
      localVideo: media('local-video'),
      remoteVideo: media('remote-video'),
      remoteAudio: media('remote-audio'),
    };
    return new Stage(elements, (silent) => this.#store.dispatch({ type: 'call-silent', silent }));
  }

  #makeCalls() {
    return new Calls({
      agent: this.#agent,
      store: this.#store,
      screen: this.#stage,
      config: this.#config,
      onover: () => this.#presence.settle(),
    });
  }

  #bind() {
    /** @type {Record<string, () => void>} */
    const clicks = {
      online: () => this.#presence.online(),
      offline: () => this.#presence.offlineEverywhere(),
      logout: () => this.#presence.signOut(),
      answer: () => this.#calls.answer(false),
      'answer-video': () => this.#calls.answer(true),
      reject: () => this.#calls.end(),
      hangup: () => this.#calls.end(),
      mute: () => this.#calls.mute(!this.state.call?.muted),
      camera: () => this.#calls.hideCamera(!this.state.call?.cameraOff),
      play: () => this.#stage.resume(),
    };
    const { signal } = this.#life;
    guardPresses(this.#root, signal);
    for (const [role, handler] of Object.entries(clicks)) {
      this.#view.on(role, 'click', handler, signal);
    }
    FEATURES.forEach((bind) => bind(this.#context()));
  }

  /** @returns {import('./features/index.js').Context} */
  #context() {
    return {
      root: this.#root,
      config: this.#config,
      view: this.#view,
      t: this.#t,
      store: this.#store,
      agent: this.#agent,
      presence: this.#presence,
      calls: this.#calls,
      stage: this.#stage,
      follow: (listener) => this.#followers.push(listener),
      signal: this.#life.signal,
    };
  }

  /** @param {boolean} busy  Whether leaving the page would end a call. */
  #guardPage(busy) {
    window[busy ? 'addEventListener' : 'removeEventListener']('beforeunload', this.#warn);
  }
}
