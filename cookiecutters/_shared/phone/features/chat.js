// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { Conversations, cleanText } from '../conversations.js';
import { failureOf, noticeOf } from '../failure.js';
import { LONGEST } from '../message.js';
import { notice } from '../state.js';
import { passing } from '../storage.js';
import { ChatLog } from './chat_log.js';
import { ChatTabs } from './chat_tabs.js';
import { ChatToggle } from './chat_toggle.js';
import { complain, enter } from './complain.js';
import { domainOf } from './destination.js';

/** Where the messages are kept as long as the tab is open. */
const KEY = 'chat';

/**
 * @typedef {import('../conversations.js').Conversation} Conversation
 * @typedef {import('../conversations.js').Entry} Entry
 * @typedef {import('../state.js').State} State
 */

/**
 * Messages by SIP MESSAGE, where the site has them.
 *
 * @param {import('./index.js').Context} context
 */
export function bindChat(context) {
  if (context.config.chat) {
    const chat = new Chat(context);
    context.follow((state, before) => chat.follow(state, before));
  }
}

class Chat {
  #context;
  #conversations = new Conversations();
  #tabs;
  #log;
  #toggle;
  /** Whose conversations these are. @type {string | undefined} */
  #user;
  /** @type {Conversation | null} */
  #selected = null;
  /** To whom what stands in the field is being written. @type {Conversation | null} */
  #addressee = null;
  /** What was begun to others. @type {WeakMap<Conversation, string>} */
  #drafts = new WeakMap();
  /** What is being sent in a conversation: one message after the other. @type {WeakMap<Conversation, Promise<void>>} */
  #sending = new WeakMap();

  /** @param {import('./index.js').Context} context */
  constructor(context) {
    this.#context = context;
    const { config, view, signal } = context;
    this.#tabs = new ChatTabs(context, (conversation) => this.#select(conversation), () => this.#close());
    this.#log = new ChatLog(context, (entry) => this.#sendAgain(entry));
    this.#toggle = new ChatToggle(context, () => this.#opened());
    view.role('chat-start').hidden = !config.edit_destination;
    view.on('chat-start', 'submit', (event) => this.#start(event), signal);
    view.on('chat-form', 'submit', (event) => this.#write(event), signal);
    view.on('chat-close', 'click', () => this.#close(), signal);
    this.follow(context.store.state, context.store.state);
    this.#show();
  }

  /**
   * @param {State} state
   * @param {State} before
   */
  follow(state, before) {
    this.#identify(state.user?.uri);
    if (state.message && state.message !== before.message) {
      this.#receive(state.message);
    }
    if (state.language !== before.language) {
      this.#toggle.translated();
      this.#log.clear();
      this.#show();
    }
    this.#toggle.offer(state.view !== 'login' || state.call !== null);
  }

  /**
   * What somebody else wrote or read in this tab is not shown.
   *
   * @param {string | undefined} user
   */
  #identify(user) {
    if (user === this.#user) {
      return;
    }
    if (this.#user) {
      this.#conversations.clear();
    }
    this.#user = user;
    const { user: whose = '', conversations = [] } = passing.read(KEY) ?? {};
    if (user && whose === user) {
      this.#conversations.restore(conversations);
    }
    this.#show();
  }

  #keep() {
    if (this.#user) {
      passing.write(KEY, { user: this.#user, conversations: this.#conversations.all });
    }
  }

  /** The visitor opened the chat: to write to the other party of the call, if there is one. */
  #opened() {
    const { config, store } = this.#context;
    const domain = domainOf(config, store.state);
    const peer = store.state.call?.peer;
    const address = parseAddress(peer?.address ?? (config.edit_destination ? '' : config.destination), domain);
    const conversation = address ? this.#conversations.open({ name: peer?.name ?? '', address }) : null;
    this.#select(conversation ?? this.#selected);
  }

  /** @param {Event} event */
  #start(event) {
    event.preventDefault();
    const { config, view, store } = this.#context;
    const field = view.input('chat-address');
    const address = parseAddress(field.value, domainOf(config, store.state));
    if (!address) {
      complain(this.#context, field.value.trim() ? 'destination_invalid' : 'destination_missing', 'chat-address');
      return;
    }
    const conversation = this.#conversations.open({ name: '', address });
    if (!conversation || !this.#conversations.shown.includes(conversation)) {
      complain(this.#context, 'chats_too_many', 'chat-address');
      return;
    }
    field.value = '';
    this.#select(conversation);
    view.role('chat-text').focus();
  }

  /** @param {Event} event */
  #write(event) {
    event.preventDefault();
    const field = this.#context.view.input('chat-text');
    const text = cleanText(field.value);
    if (!text || !this.#selected) {
      return;
    }
    if (new TextEncoder().encode(text).length > LONGEST) {
      complain(this.#context, 'message_too_long', 'chat-text');
      return;
    }
    field.value = '';
    this.#send(this.#selected, this.#conversations.write(this.#selected, text, Date.now()));
  }

  /** @param {Entry} entry */
  #sendAgain(entry) {
    if (this.#selected && entry.status === 'failed') {
      this.#context.view.role('chat-text').focus();
      this.#send(this.#selected, entry);
    }
  }

  /**
   * @param {Conversation} conversation
   * @param {Entry} entry
   */
  #send(conversation, entry) {
    entry.status = 'sending';
    this.#show();
    const earlier = this.#sending.get(conversation) ?? Promise.resolve();
    this.#sending.set(conversation, earlier.then(() => this.#deliver(conversation.address, entry)));
  }

  /**
   * @param {string} address
   * @param {Entry} entry
   */
  async #deliver(address, entry) {
    try {
      entry.status = await this.#context.agent.message(address, entry.text);
    } catch (error) {
      const failure = failureOf(error);
      entry.status = 'failed';
      entry.reason = failure.key === 'message_failed' ? null : noticeOf(failure);
    }
    this.#show();
  }

  /** @param {import('../state.js').Message} message */
  #receive(message) {
    const conversation = this.#conversations.receive(message);
    if (!conversation) {
      return;
    }
    this.#show();
    if (conversation.unread) {
      this.#announce(conversation);
    }
  }

  /** @param {Conversation} conversation */
  #announce({ name, address }) {
    const { store } = this.#context;
    // An error is more important, and the button counts what is new.
    if (store.state.notice?.level !== 'error') {
      store.dispatch({ type: 'notice', notice: notice('message_from', { level: 'info', values: [name || address] }) });
    }
  }

  /** @param {Conversation | null} conversation */
  #select(conversation) {
    this.#selected = conversation;
    this.#show();
    const { store } = this.#context;
    if (store.state.notice?.key === 'message_from' && !this.#conversations.unread) {
      store.dispatch({ type: 'notice', notice: null });
    }
  }

  #close() {
    const { shown } = this.#conversations;
    if (!this.#selected) {
      return;
    }
    const at = shown.indexOf(this.#selected);
    this.#conversations.close(this.#selected);
    this.#select(this.#conversations.shown[at] ?? this.#conversations.shown[at - 1] ?? null);
    this.#tabs.focus();
  }

  /** What was begun to one is not sent to another. */
  #showDraft() {
    if (this.#selected === this.#addressee) {
      return;
    }
    const field = this.#context.view.input('chat-text');
    if (this.#addressee) {
      this.#drafts.set(this.#addressee, field.value);
    }
    this.#addressee = this.#selected;
    enter(field, (this.#selected && this.#drafts.get(this.#selected)) ?? '');
  }

  /** Shows everything as it is now. */
  #show() {
    const { view } = this.#context;
    const { shown } = this.#conversations;
    if (!this.#selected || !shown.includes(this.#selected)) {
      this.#selected = shown[0] ?? null;
    }
    if (this.#selected && this.#toggle.isOpen) {
      this.#selected.unread = false;
    }
    this.#showDraft();
    view.role('conversation').hidden = !this.#selected;
    this.#tabs.show(shown, this.#selected);
    this.#log.show(this.#selected);
    this.#toggle.count(this.#conversations.unread);
    this.#keep();
  }
}
