// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { loadLanguage, loadNames, nearest } from '../languages.js';
import { notice } from '../state.js';
import { lasting } from '../storage.js';
import { Labels } from './labels.js';

/** Where the visitor's choice is kept. */
const KEY = 'language';

/**
 * Shows the phone in another language than the page's: in the one that the visitor
 * chose, else in the one that the site wants.
 *
 * @param {import('./index.js').Context} context
 */
export function bindLanguage(context) {
  const { config, view, signal } = context;
  const speech = new Speech(context);
  const menu = view.input('language');
  view.on('language', 'change', () => choose(context, speech, menu), signal);
  begin(config, speech, menu).catch(() => {
    // The phone goes on in the language of the page.
  });
}

/**
 * @param {import('../config.js').Config} config
 * @param {Speech} speech
 * @param {HTMLInputElement} menu
 */
async function begin({ language_menu: hasMenu, language }, speech, menu) {
  const [wish] = language.toLowerCase().split(/[-_]/);
  const names = hasMenu ? await loadNames() : { [wish]: '' };
  speech.page = nearest(speech.page, Object.keys(names)) || speech.page;
  if (hasMenu) {
    fill(menu, { [speech.page]: nameOf(speech.page), ...names });
    menu.value = speech.page;
  }
  const wanted = (hasMenu && String(lasting.read(KEY) ?? '')) || wish;
  if (wanted && wanted !== speech.page) {
    await speech.use(wanted);
    menu.value = speech.shown;
  }
}

/**
 * @param {import('./index.js').Context} context
 * @param {Speech} speech
 * @param {HTMLInputElement} menu
 */
async function choose({ store }, speech, menu) {
  try {
    const code = menu.value;
    if (await speech.use(code)) {
      lasting.write(KEY, code === speech.page ? null : code);
    }
  } catch {
    store.dispatch({ type: 'notice', notice: notice('language_failed') });
  }
  menu.value = speech.shown;
}

/**
 * @param {HTMLElement} menu
 * @param {Record<string, string>} names
 */
function fill(menu, names) {
  menu.replaceChildren(...Object.entries(names).map(([code, name]) => {
    const option = new Option(name, code);
    option.lang = code;
    return option;
  }));
  menu.hidden = false;
}

/** @param {string} code  Of a language that the phone has no name of. */
function nameOf(code) {
  try {
    return new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The language that a phone is shown in. */
class Speech {
  #context;
  #labels;
  #attributes;
  /** Counts choices: an answer to an earlier one comes too late. */
  #choices = 0;
  #shown = '';

  /** @param {import('./index.js').Context} context */
  constructor(context) {
    const { root } = context;
    this.#context = context;
    this.#labels = new Labels(root);
    this.#attributes = { lang: root.getAttribute('lang'), dir: root.getAttribute('dir') };
    /** The language of the page. */
    this.page = root.closest('[lang]')?.getAttribute('lang') || 'en';
  }

  get shown() {
    return this.#shown || this.page;
  }

  /**
   * @param {string} code
   * @returns {Promise<boolean>}  False when another one was chosen meanwhile.
   */
  async use(code) {
    const choice = ++this.#choices;
    const language = code === this.page ? null : await loadLanguage(code);
    if (choice !== this.#choices) {
      return false;
    }
    this.#shown = code;
    this.#show(language);
    this.#context.store.dispatch({ type: 'language', language: code });
    return true;
  }

  /** @param {import('../languages.js').Language | null} language  Null: as the page was made. */
  #show(language) {
    const { root, t } = this.#context;
    t.use(language?.texts ?? {});
    this.#labels.show(language?.texts ?? {});
    setAttribute(root, 'lang', language ? this.#shown : this.#attributes.lang);
    setAttribute(root, 'dir', language ? language.direction : this.#attributes.dir);
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string | null} value
 */
function setAttribute(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value);
  }
}
