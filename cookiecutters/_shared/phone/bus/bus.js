// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { inviteToCall, setDestination } from '../features/destination.js';
import { theArbiter } from './arbiter.js';
import { provideManager } from './manager.js';
import { enter, firstPhone } from './phones.js';
import { about, readiness, topics } from './topics.js';

/** @typedef {import('../features/index.js').Context} Context */

/** Characters of the longest destination that is taken. */
const LONGEST = 255;

/** Milliseconds that scripts have to subscribe. */
const PATIENCE = 1000;

/** The bus whose wishes are heard. @type {import('./arbiter.js').Arbiter | null} */
let heard = null;

/**
 * Tells the page what happens on the phone: by events that bubble from its root
 * ("jsc:call:incoming" for the topic jsc/call/incoming); the first phone in the page
 * by topics of window.Arbiter, too. Both reach their listeners later, so that these
 * may work the phone. And takes destinations from the page, both ways.
 *
 * @param {Context} context
 */
export function bindBus(context) {
  const { root, follow, signal } = context;
  const teller = new Teller(context);
  enter(context, () => teller.repeat());
  hear();
  provideManager();
  follow((state, before) => topics(state, before).forEach((topic) => teller.tell(topic)));
  whenHeard(() => teller.begin(), signal);
  root.addEventListener('jsc:destination:set', (event) => {
    // It would reach the listener at the document, too, which means the first phone.
    event.stopPropagation();
    take(context, event);
  }, { signal });
}

/**
 * Waits until the scripts of the page have had the chance to subscribe.
 *
 * @param {() => void} action  May happen twice.
 * @param {AbortSignal} signal
 */
function whenHeard(action, signal) {
  const later = (delay = 0) => setTimeout(() => signal.aborted || action(), delay);
  if (document.readyState === 'complete') {
    later();
  } else {
    document.addEventListener('DOMContentLoaded', () => later(), { signal });
    // It may be over, and the page still load pictures.
    later(PATIENCE);
  }
}

/** What one phone says. */
class Teller {
  #context;
  /** The last topic of jsc/ua/. */
  #ready = '';
  /** What is kept until there can be listeners; null from then on. @type {import('./topics.js').Topic[] | null} */
  #kept = [];

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
  }

  /** Says what happened so far, and how things are. */
  begin() {
    const kept = this.#kept ?? [];
    this.#kept = null;
    [...kept, about(readiness(this.#context.store.state))].forEach((topic) => this.tell(topic));
  }

  /** @param {import('./topics.js').Topic} topic */
  tell(topic) {
    if (this.#kept) {
      this.#kept.push(topic);
      return;
    }
    const isState = topic.topic.startsWith('jsc/ua/');
    if (!topic.topic || (isState && topic.topic === this.#ready)) {
      return;
    }
    this.#ready = isState ? topic.topic : this.#ready;
    this.#publish(topic);
    queueMicrotask(() => dispatch(this.#context.root, topic));
  }

  /** Tells a bus that has heard of another phone so far. */
  repeat() {
    this.#publish(about(this.#ready));
  }

  /** @param {import('./topics.js').Topic} topic */
  #publish({ topic, data }) {
    if (this.#context === firstPhone() && topic) {
      hear().publish(topic, data, { async: true });
    }
  }
}

/**
 * Listens to the bus of the page, which a script may have replaced.
 *
 * @returns {import('./arbiter.js').Arbiter}
 */
function hear() {
  const bus = theArbiter();
  if (!heard) {
    document.addEventListener('jsc:destination:set', (event) => take(firstPhone(), event));
  }
  if (heard !== bus) {
    heard = bus;
    bus.subscribe('jsc/destination/set', { async: true }, (/** @type {unknown} */ data) => use(firstPhone(), data));
  }
  return bus;
}

/**
 * @param {Context | undefined} context
 * @param {Event} event
 */
function take(context, event) {
  use(context, event instanceof CustomEvent ? event.detail : null);
}

/**
 * @param {Context | undefined} context
 * @param {unknown} destination
 */
function use(context, destination) {
  if (!context || typeof destination !== 'string' || destination.length > LONGEST) {
    return;
  }
  setDestination(context, destination);
  const { call, view } = context.store.state;
  if (destination.trim() && !call && view === 'dial' && context.config.show_destination) {
    inviteToCall(context, destination.trim());
  }
}

/**
 * @param {HTMLElement} root
 * @param {import('./topics.js').Topic} topic
 */
function dispatch(root, { topic, data, call }) {
  const peer = call && { ...call.peer, direction: call.direction, video: call.video };
  root.dispatchEvent(new CustomEvent(topic.replaceAll('/', ':'), { bubbles: true, detail: { data, ...peer } }));
}
