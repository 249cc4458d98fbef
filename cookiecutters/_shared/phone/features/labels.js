// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** The texts that stand in the fragment: of elements with data-jsc-text and data-jsc-label, which names a title, too. */
export class Labels {
  /** What writes each text. @type {{key: string, own: string, write: (text: string) => void}[]} */
  #texts;

  /** @param {HTMLElement} root  The element with data-jsc-phone. */
  constructor(root) {
    const elements = /** @type {HTMLElement[]} */ ([root, ...root.querySelectorAll('[data-jsc-text], [data-jsc-label]')]);
    this.#texts = elements.flatMap((element) => [textOf(element), labelOf(element)].filter((text) => text !== null));
  }

  /** @param {Record<string, string>} texts  By key. What is missing is shown as the page has it. */
  show(texts) {
    this.#texts.forEach(({ key, own, write }) => write(Object.hasOwn(texts, key) ? texts[key] : own));
  }
}

/** @param {HTMLElement} element */
function textOf(element) {
  const key = element.dataset.jscText;
  /** @param {string} text */
  const write = (text) => {
    element.textContent = text;
  };
  return key ? { key, own: element.textContent ?? '', write } : null;
}

/** @param {HTMLElement} element */
function labelOf(element) {
  const key = element.dataset.jscLabel;
  /** @param {string} text */
  const write = (text) => {
    element.setAttribute('aria-label', text);
    element.title &&= text;
  };
  return key ? { key, own: element.getAttribute('aria-label') ?? '', write } : null;
}
