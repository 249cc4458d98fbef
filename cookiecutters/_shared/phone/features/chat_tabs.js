// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** @typedef {import('../conversations.js').Conversation} Conversation */

/** Where a key leads to in a row of tabs. */
/** @type {Record<string, (at: number, last: number) => number>} */
const STEPS = {
  next: (at, last) => (at === last ? 0 : at + 1),
  previous: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** The row of conversations: tabs as WAI-ARIA's pattern has them. */
export class ChatTabs {
  #context;
  #select;
  #close;
  /** @type {Map<Conversation, HTMLElement>} */
  #tabs = new Map();
  #made = 0;

  /**
   * @param {import('./index.js').Context} context
   * @param {(conversation: Conversation) => void} select
   * @param {() => void} close
   */
  constructor(context, select, close) {
    this.#context = context;
    this.#select = select;
    this.#close = close;
    context.view.on('chat-tabs', 'keydown', (event) => this.#key(/** @type {KeyboardEvent} */ (event)), context.signal);
  }

  /**
   * @param {Conversation[]} conversations
   * @param {Conversation | null} selected
   */
  show(conversations, selected) {
    const list = this.#context.view.role('chat-tabs');
    list.hidden = conversations.length === 0;
    const tabs = new Map(conversations.map((one) => [one, this.#tabs.get(one) ?? this.#make(one)]));
    // A tab that is moved would lose the focus.
    if ([...tabs.values()].some((tab, at) => list.children[at] !== tab) || list.children.length !== tabs.size) {
      list.replaceChildren(...tabs.values());
    }
    this.#tabs = tabs;
    tabs.forEach((tab, conversation) => this.#label(tab, conversation, conversation === selected));
    const current = selected && tabs.get(selected);
    if (current) {
      this.#panel.setAttribute('aria-labelledby', current.id);
    }
  }

  /** Gives the focus to the tab that is selected; where there is none, to what stands before. */
  focus() {
    const { view } = this.#context;
    const selected = [...this.#tabs.values()].find((tab) => tab.tabIndex === 0);
    const first = view.role('chat-start').hidden ? 'chat-toggle' : 'chat-address';
    (selected ?? view.role(first)).focus();
  }

  get #panel() {
    return this.#context.view.role('conversation');
  }

  /** @param {Conversation} conversation */
  #make(conversation) {
    const template = this.#context.view.role('chat-tab');
    const made = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null;
    const tab = made instanceof HTMLElement ? made : document.createElement('button');
    tab.id = `${this.#panel.id}-tab-${++this.#made}`;
    tab.setAttribute('aria-controls', this.#panel.id);
    tab.addEventListener('click', () => this.#select(conversation));
    return tab;
  }

  /**
   * @param {HTMLElement} tab
   * @param {Conversation} conversation
   * @param {boolean} selected
   */
  #label(tab, { name, address, unread }, selected) {
    const shown = name || address;
    (tab.querySelector('bdi') ?? tab).textContent = shown;
    tab.title = address;
    tab.tabIndex = selected ? 0 : -1;
    tab.setAttribute('aria-selected', String(selected));
    tab.toggleAttribute('data-jsc-unread', unread);
    if (unread) {
      tab.setAttribute('aria-label', this.#context.t('message_unread', shown));
    } else {
      tab.removeAttribute('aria-label');
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const entries = [...this.#tabs];
    const at = entries.findIndex(([, tab]) => tab === event.target);
    const step = STEPS[this.#meaning(event.key)];
    if (at >= 0 && event.key === 'Delete') {
      this.#close();
    } else if (at >= 0 && step) {
      event.preventDefault();
      const [conversation, tab] = entries[step(at, entries.length - 1)];
      this.#select(conversation);
      tab.focus();
    }
  }

  /** @param {string} key */
  #meaning(key) {
    const rightToLeft = getComputedStyle(this.#context.view.role('chat-tabs')).direction === 'rtl';
    const [next, previous] = rightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    return { [next]: 'next', [previous]: 'previous' }[key] ?? key;
  }
}
