// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** The texts in other languages lie beside the folder of the phone. When that is built, this module is in chunks/. */
const UP = /\/chunks\/[^/]*$/.test(import.meta.url) ? '../..' : '..';
const FOLDER = new URL(`${UP}/languages/`, import.meta.url);

/** Milliseconds that the site has to answer. */
const PATIENCE = 10000;

const CODE = /^[a-z]{2,3}(?:-[a-z]{2,8})?$/i;

/**
 * @typedef {object} Language
 * @property {'ltr' | 'rtl'} direction
 * @property {Record<string, string>} texts  By key, as in the page's `strings`; those of the fragment, too.
 */

/**
 * Fetches what can be chosen.
 *
 * @returns {Promise<Record<string, string>>}  Each language's own name by its code.
 */
export async function loadNames() {
  return textsOf(await load('languages'));
}

/**
 * @param {string} code
 * @returns {Promise<Language>}
 */
export async function loadLanguage(code) {
  if (!CODE.test(code)) {
    throw new RangeError('no code of a language');
  }
  const { direction, ...texts } = await load(code);
  return { direction: direction === 'rtl' ? 'rtl' : 'ltr', texts: textsOf(texts) };
}

/**
 * The language of a list that fits best: the same, or the one that it is a dialect of.
 *
 * @param {string} wanted  As in a lang attribute.
 * @param {string[]} codes
 * @returns {string}  '' when there is none.
 */
export function nearest(wanted, codes) {
  const lowered = wanted.toLowerCase();
  const [base] = lowered.split('-');
  return [lowered, base, ...(base === 'no' ? ['nb'] : [])].find((code) => codes.includes(code)) ?? '';
}

/** @param {string} name */
async function load(name) {
  // A new version of the site may bring new texts: the browser asks whether it has the current ones.
  const response = await fetch(new URL(`${name}.json`, FOLDER), {
    cache: 'no-cache',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return response.json();
}

/**
 * @param {unknown} value
 * @returns {Record<string, string>}  What of it is text.
 */
function textsOf(value) {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, text]) => typeof text === 'string'));
}
