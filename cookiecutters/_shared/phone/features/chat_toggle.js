// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { bindDisclosure } from './disclosure.js';

/** The button that opens the chat and tells how many conversations have something new. */
export class ChatToggle {
  #view;
  /** Its name without the number. */
  #name;
  #count = 0;

  /**
   * @param {import('./index.js').Context} context
   * @param {() => void} onopen
   */
  constructor(context, onopen) {
    this.#view = context.view;
    this.#name = this.#button.getAttribute('aria-label') ?? '';
    bindDisclosure(context, 'chat-toggle', 'chat', (open) => open && onopen());
  }

  get #button() {
    return this.#view.role('chat-toggle');
  }

  get isOpen() {
    return !this.#view.role('chat').hidden;
  }

  /** @param {boolean} usable  Where it is not, the chat itself goes, too. */
  offer(usable) {
    this.#button.hidden = !usable;
    if (!usable && this.isOpen) {
      this.#button.setAttribute('aria-expanded', 'false');
      this.#view.role('chat').hidden = true;
    }
  }

  /** @param {number} unread */
  count(unread) {
    this.#count = unread;
    const name = unread ? `${this.#name} (${unread})` : this.#name;
    this.#button.setAttribute('aria-label', name);
    this.#button.title = name;
    this.#button.dataset.jscUnread = unread ? String(unread) : '';
  }

  /** To be called when the button has been given a name in another language. */
  translated() {
    this.#name = this.#button.getAttribute('aria-label') ?? '';
    this.count(this.#count);
  }
}
