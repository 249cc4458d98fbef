// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { clockTime } from './clock.js';

/**
 * @typedef {import('../conversations.js').Conversation} Conversation
 * @typedef {import('../conversations.js').Entry} Entry
 */

/** Texts for what became of a message. */
/** @type {Record<string, string>} */
const STATUS_TEXTS = {
  sending: 'message_sending',
  sent: 'message_sent',
  delivered: 'message_delivered',
  failed: 'message_failed',
};

/** Pixels from the end within which the visitor reads the end. */
const NEAR = 40;

/** The messages of a conversation. */
export class ChatLog {
  #context;
  #again;
  /** @type {Conversation | null} */
  #conversation = null;
  /** @type {Map<Entry, HTMLElement>} */
  #items = new Map();

  /**
   * @param {import('./index.js').Context} context
   * @param {(entry: Entry) => void} again  Sends a message once more.
   */
  constructor(context, again) {
    this.#context = context;
    this.#again = again;
  }

  get #list() {
    return this.#context.view.role('chat-log');
  }

  /** What scrolls, and announces what is new. */
  get #log() {
    return this.#list.closest('[role="log"]') ?? this.#list;
  }

  /** Forgets what is shown. */
  clear() {
    this.#conversation = null;
    this.#items.clear();
    this.#list.replaceChildren();
  }

  /** @param {Conversation | null} conversation */
  show(conversation) {
    const follows = this.#isAtEnd();
    const other = conversation !== this.#conversation;
    if (other) {
      this.clear();
      this.#conversation = conversation;
      this.#announceLater();
    }
    const entries = conversation?.entries ?? [];
    this.#drop(entries);
    const fresh = entries.filter((entry) => !this.#items.has(entry));
    fresh.forEach((entry) => this.#add(entry));
    entries.forEach((entry) => this.#settle(entry));
    if (other || follows || fresh.some(({ own }) => own)) {
      this.#log.scrollTop = this.#log.scrollHeight;
    }
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** Old messages are no news: they are not read out when another conversation is shown. */
  #announceLater() {
    const log = this.#log;
    log.setAttribute('aria-live', 'off');
    requestAnimationFrame(() => setTimeout(() => log.setAttribute('aria-live', 'polite')));
  }

  /** @param {Entry[]} entries */
  #drop(entries) {
    for (const [entry, item] of this.#items) {
      if (!entries.includes(entry)) {
        item.remove();
        this.#items.delete(entry);
      }
    }
  }

  /** @param {Entry} entry */
  #add(entry) {
    const { view, config, store, t } = this.#context;
    const template = view.role('chat-message');
    const made = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null;
    const item = made instanceof HTMLElement ? made : document.createElement('li');
    item.toggleAttribute('data-jsc-own', entry.own);
    write(item, 'bdi', entry.own ? t('you') : this.#conversation?.name || this.#conversation?.address || '');
    write(item, 'time', clockTime(entry.at, store.state.language || config.language));
    write(item, 'p', entry.text);
    write(item, 'button', t('message_again'));
    item.querySelector('time')?.setAttribute('datetime', new Date(entry.at).toISOString());
    item.querySelector('button')?.addEventListener('click', () => this.#again(entry));
    this.#items.set(entry, item);
    this.#list.append(item);
  }

  /** @param {Entry} entry */
  #settle(entry) {
    const item = this.#items.get(entry);
    if (!item) {
      return;
    }
    write(item, 'small', entry.own ? this.#status(entry) : '');
    item.dataset.jscStatus = entry.status;
    item.querySelector('button')?.toggleAttribute('hidden', entry.status !== 'failed');
  }

  /** @param {Entry} entry */
  #status({ status, reason }) {
    const { t } = this.#context;
    const why = status === 'failed' && reason ? reason.text || t(reason.key, ...reason.values) : '';
    return t(STATUS_TEXTS[status] ?? '') + (why && `: ${why}`);
  }
}

/**
 * @param {HTMLElement} item
 * @param {string} selector
 * @param {string} text  Never HTML. An unchanged text is not announced again.
 */
function write(item, selector, text) {
  const element = item.querySelector(selector);
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}
