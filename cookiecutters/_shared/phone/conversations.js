// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Conversations that are shown at a time. */
export const MOST = 6;

/** Those that wait until the visitor closes one; strangers could open any number. */
const MOST_WAITING = 12;

/** Messages kept of a conversation. */
const LONGEST = 100;

// Control characters but for the end of a line, and characters that turn the direction of what follows.
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * @typedef {object} Entry  A message.
 * @property {boolean} own  Written by the visitor.
 * @property {string} text
 * @property {number} at  Milliseconds.
 * @property {'received' | 'sending' | 'sent' | 'delivered' | 'failed'} status
 * @property {import('./state.js').Notice | null} reason  Why it failed, if more can be said.
 *
 * @typedef {object} Conversation
 * @property {string} address  `user@host`.
 * @property {string} name  As the other party calls itself; '' when unknown.
 * @property {boolean} unread
 * @property {Entry[]} entries
 */

/** Who said what to whom. Knows no page and no network. */
export class Conversations {
  /** @type {Conversation[]} */
  #all = [];

  /** Those that are shown. */
  get shown() {
    return this.#all.slice(0, MOST);
  }

  /** Whether one has to be closed before another one can be opened. */
  get full() {
    return this.#all.length >= MOST;
  }

  /** Number of conversations with messages that were not read. */
  get unread() {
    return this.#all.filter(({ unread }) => unread).length;
  }

  /** What is to be kept, as JSON can have it. */
  get all() {
    return this.#all;
  }

  /** @param {string} address  In any case of letters. */
  find(address) {
    return this.#all.find((conversation) => sameAddress(conversation.address, address));
  }

  /**
   * @param {import('./state.js').Peer} peer
   * @returns {Conversation | null}  Null when there are too many.
   */
  open({ address, name }) {
    const known = this.find(address);
    if (known) {
      return known;
    }
    return this.full ? null : this.#add({ address, name, unread: false, entries: [] });
  }

  /**
   * @param {import('./state.js').Message} message
   * @returns {Conversation | null}  Null when it says nothing, or far too many people write.
   */
  receive({ peer, text, at }) {
    const known = this.find(peer.address);
    if (!cleanText(text) || (!known && this.#all.length >= MOST + MOST_WAITING)) {
      return null;
    }
    const conversation = known ?? this.#add({ ...peer, unread: false, entries: [] });
    conversation.name = peer.name || conversation.name;
    conversation.unread = true;
    append(conversation, { own: false, text: cleanText(text), at, status: 'received', reason: null });
    return conversation;
  }

  /**
   * @param {Conversation} conversation
   * @param {string} text
   * @param {number} at
   * @returns {Entry}  Being sent.
   */
  write(conversation, text, at) {
    /** @type {Entry} */
    const entry = { own: true, text: cleanText(text), at, status: 'sending', reason: null };
    append(conversation, entry);
    return entry;
  }

  /** @param {Conversation} conversation */
  close(conversation) {
    this.#all = this.#all.filter((other) => other !== conversation);
  }

  /**
   * Goes on where another page of the same visitor ended.
   *
   * @param {unknown} kept  What `all` was then.
   */
  restore(kept) {
    const begun = this.#all;
    this.#all = (Array.isArray(kept) ? kept : []).filter(isConversation).map(settled);
    begun.forEach((conversation) => {
      const earlier = this.find(conversation.address);
      if (earlier) {
        conversation.entries.unshift(...earlier.entries);
        this.#all[this.#all.indexOf(earlier)] = conversation;
      } else {
        this.#add(conversation);
      }
    });
  }

  clear() {
    this.#all = [];
  }

  /** @param {Conversation} conversation */
  #add(conversation) {
    this.#all.push(conversation);
    return conversation;
  }
}

/**
 * Text of a message, fit to be shown and sent.
 *
 * @param {string} text
 */
export function cleanText(text) {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, '').trim();
}

/**
 * @param {string} one
 * @param {string} other
 */
function sameAddress(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * @param {Conversation} conversation
 * @param {Entry} entry
 */
function append({ entries }, entry) {
  entries.push(entry);
  entries.splice(0, entries.length - LONGEST);
}

/** @param {any} value */
function isConversation(value) {
  return typeof value?.address === 'string' && typeof value.name === 'string' && Array.isArray(value.entries);
}

/**
 * Nobody knows what became of a message whose page was left.
 *
 * @param {Conversation} conversation
 * @returns {Conversation}
 */
function settled(conversation) {
  const entries = conversation.entries.filter((entry) => typeof entry?.text === 'string' && Number.isFinite(entry.at));
  return {
    ...conversation,
    entries: entries.map((entry) => (entry.status === 'sending' ? { ...entry, status: 'failed' } : entry)),
  };
}
