// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/*
 * <nav data-jsc-directory="/people.json">: a menu of people to call, in groups. Who is
 * chosen becomes the destination of the phone. An example of what a page can do on
 * window.Arbiter; the answer of the site is
 *   {"groups": [{"name": "Sales", "people": [{"name": "Bob", "address": "bob@example.org", "photo": null}]}]}
 */

import { askSite, photo, plain, starter, textsOf } from './ask_site.js';
import { theArbiter } from './bus/arbiter.js';

/**
 * @typedef {object} Person
 * @property {string} name
 * @property {string} address
 * @property {unknown} photo
 *
 * @typedef {object} Group
 * @property {string} name
 * @property {Person[]} people
 */

/** Counts the menus, for ids. */
let menus = 0;

/**
 * Starts the directories in a part of the page. Those that run already are left alone.
 */
export const start = starter('[data-jsc-directory]', (nav) => {
  const menu = new Menu(nav);
  menu.load();
  theArbiter().subscribe('jsc/ua/*', (/** @type {unknown} */ _, /** @type {string} */ topic) => {
    menu.enable(topic === 'jsc/ua/idle');
  });
});

/** One directory. */
class Menu {
  #nav;
  #t;
  #prefix = `jsc-directory-${++menus}`;
  #enabled = true;

  /** @param {HTMLElement} nav */
  constructor(nav) {
    this.#nav = nav;
    this.#t = textsOf(nav);
    if (!nav.hasAttribute('aria-label') && !nav.hasAttribute('aria-labelledby')) {
      nav.setAttribute('aria-label', this.#t('directory'));
    }
  }

  async load() {
    this.#nav.setAttribute('aria-busy', 'true');
    try {
      const groups = groupsIn(await askSite(this.#nav, this.#nav.dataset.jscDirectory ?? ''));
      this.#show(...(groups.length ? [this.#list(groups)] : [this.#note('directory_empty')]));
    } catch {
      this.#show(this.#note('directory_failed'));
    }
    this.#nav.removeAttribute('aria-busy');
  }

  /**
   * Somebody who is in a call does not choose the next.
   *
   * @param {boolean} enabled
   */
  enable(enabled) {
    this.#enabled = enabled;
    this.#people().forEach((button) => {
      button.disabled = !enabled;
    });
  }

  #people() {
    return [...this.#nav.querySelectorAll('button')].filter((button) => button.dataset.jscAddress !== undefined);
  }

  /** @param {HTMLElement[]} content */
  #show(...content) {
    this.#nav.replaceChildren(...content);
    this.enable(this.#enabled);
  }

  /** @param {string} key */
  #note(key) {
    return make('p', 'jsc-directory__note', this.#t(key));
  }

  /** @param {Group[]} groups */
  #list(groups) {
    const list = make('ul', 'jsc-directory__groups');
    list.append(...groups.map((group, index) => this.#group(group, `${this.#prefix}-${index}`, groups.length === 1)));
    return list;
  }

  /**
   * @param {Group} group
   * @param {string} id
   * @param {boolean} open
   */
  #group({ name, people }, id, open) {
    const item = make('li', 'jsc-directory__group');
    const list = make('ul', 'jsc-directory__people');
    list.append(...people.map((person) => this.#person(person)));
    if (name) {
      list.id = id;
      item.append(disclosure(name, list, open));
    }
    item.append(list);
    return item;
  }

  /** @param {Person} person */
  #person({ name, address, photo: url }) {
    const item = make('li', '');
    const button = make('button', 'jsc-directory__person');
    button.type = 'button';
    button.dataset.jscAddress = address;
    // The name stands beside the picture.
    button.append(photo(url, '', 'jsc-directory__photo') ?? '', make('bdi', '', name));
    button.addEventListener('click', () => this.#choose(button, address));
    item.append(button);
    return item;
  }

  /**
   * @param {HTMLButtonElement} chosen
   * @param {string} address
   */
  #choose(chosen, address) {
    this.#people().forEach((button) => button.removeAttribute('aria-current'));
    chosen.setAttribute('aria-current', 'true');
    theArbiter().publish('jsc/destination/set', address);
  }
}

/**
 * A button that opens and closes a list; Escape closes it, too.
 *
 * @param {string} name
 * @param {HTMLElement} list
 * @param {boolean} open
 */
function disclosure(name, list, open) {
  const button = make('button', 'jsc-directory__toggle');
  button.append(make('bdi', '', name));
  button.type = 'button';
  button.setAttribute('aria-controls', list.id);
  /** @param {boolean} shown */
  const show = (shown) => {
    button.setAttribute('aria-expanded', String(shown));
    list.hidden = !shown;
  };
  show(open);
  button.addEventListener('click', () => show(list.hidden));
  list.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') {
      show(false);
      button.focus();
    }
  });
  return button;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} name  Of its class.
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[T]}
 */
function make(tag, name, text = '') {
  const element = document.createElement(tag);
  if (name) {
    element.className = name;
  }
  element.textContent = text;
  return element;
}

/**
 * The groups in an answer of the site that hold somebody.
 *
 * @param {any} answer
 * @returns {Group[]}
 * @throws {TypeError}  For an answer of another kind.
 */
function groupsIn(answer) {
  /** @type {any[]} */
  const groups = answer.groups.map((/** @type {any} */ group) => ({
    name: plain(group?.name),
    people: Array.isArray(group?.people) ? group.people.map(personIn).filter(isPerson) : [],
  }));
  return groups.filter(({ people }) => people.length);
}

/**
 * @param {any} entry
 * @returns {Person}
 */
function personIn(entry) {
  return { name: plain(entry?.name), address: plain(entry?.address), photo: entry?.photo };
}

/** @param {Person} person */
function isPerson({ name, address }) {
  return Boolean(name && address);
}

start();
