// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/*
 * <div data-jsc-caller-card="/caller" hidden>: says who the other party of a call is. An
 * example of what a page can do on window.Arbiter. The site is asked
 *   POST {"address": "bob@example.org"}
 * and answers
 *   {"name": "Bob", "photo": "/bob.jpg", "about": "Sales"}     or 404.
 */

import { askSite, photo, plain, starter, textsOf } from './ask_site.js';
import { theArbiter } from './bus/arbiter.js';

/** Characters that are shown about somebody. */
const LONGEST = 300;

/**
 * Starts the cards in a part of the page. Those that run already are left alone.
 */
export const start = starter('[data-jsc-caller-card]', (element) => {
  const card = new Card(element);
  const bus = theArbiter();
  bus.subscribe('jsc/call/incoming, jsc/call/outgoing', (/** @type {string} */ uri) => card.ask(uri));
  bus.subscribe('jsc/call/end, jsc/call/failed', () => card.clear());
});

/** One card. */
class Card {
  #element;
  #t;
  /** Ends the question about another party. */
  #asking = new AbortController();

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    this.#t = textsOf(element);
    if (!element.hasAttribute('role')) {
      element.setAttribute('role', 'region');
      element.setAttribute('aria-label', this.#t('caller_card'));
    }
    this.clear();
  }

  /** @param {string} uri  `sip:user@host`. */
  async ask(uri) {
    this.clear();
    if (!this.#element.isConnected) {
      return;
    }
    const { signal } = this.#asking;
    try {
      const answer = await askSite(this.#element, this.#element.dataset.jscCallerCard ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ address: uri.replace(/^sips?:/i, '') }),
        signal,
      });
      if (!signal.aborted) {
        this.#show(answer);
      }
    } catch {
      // Nobody that the site knows, or shows to this visitor.
    }
  }

  clear() {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#element.hidden = true;
    this.#element.replaceChildren();
  }

  /** @param {any} answer */
  #show(answer) {
    const name = plain(answer?.name);
    if (!name) {
      return;
    }
    const image = photo(answer.photo, this.#t('caller_photo', name), 'jsc-caller__photo');
    const about = plain(answer.about, LONGEST);
    this.#element.replaceChildren(image ?? '', text('jsc-caller__name', name), text('jsc-caller__about', about));
    this.#element.hidden = false;
  }
}

/**
 * @param {string} name  Of its class.
 * @param {string} content
 */
function text(name, content) {
  const paragraph = document.createElement('p');
  const isolated = document.createElement('bdi');
  isolated.textContent = content;
  paragraph.className = name;
  paragraph.hidden = content === '';
  paragraph.append(isolated);
  return paragraph;
}

start();
