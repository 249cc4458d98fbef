// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { UPSTREAM } from './settings.js';

/*
 * Stands in for jquery.i18n.properties, which evaluates what it reads: no content security
 * policy could be strict then. JSCommunicator uses these three functions of it.
 */

/** @type {Map<string, string>} */
const texts = new Map();

export const languages = {
  /**
   * Loads the texts of a language over the English ones.
   *
   * @param {{name: string, language: string | null, callback: () => void}} options
   */
  async properties({ name, language, callback }) {
    const code = /^[A-Za-z]{2,3}/.exec(language ?? '')?.[0].toLowerCase();
    const files = [name, ...(code ? [`${name}_${code}`] : [])];
    const contents = await Promise.all(files.map(read));
    contents.flatMap((content) => [...parse(content)]).forEach(([key, text]) => texts.set(key, text));
    callback();
  },

  /** @param {string} key */
  prop(key) {
    return texts.get(key) ?? `[${key}]`;
  },

  browserLang() {
    return navigator.language;
  },
};

/** @param {string} name */
async function read(name) {
  const response = await fetch(`${UPSTREAM}internationalization/${name}.properties`).catch(() => null);
  return response?.ok ? response.text() : '';
}

/**
 * The lines "key=text" of a properties file.
 *
 * @param {string} content
 * @returns {Iterable<[string, string]>}
 */
function* parse(content) {
  for (const line of content.split(/\r?\n/)) {
    const [, key, text] = /^\s*([\w.]+)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (key) {
      yield [key, text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))];
    }
  }
}
