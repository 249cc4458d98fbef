// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/*
 * What the directory and the caller card share. Both are examples of what a page can
 * do on the bus: they know nothing of the phone's insides.
 */

import { cleanName } from './address.js';
import { sameOrigin } from './origin.js';

/** Milliseconds that the site has to answer. */
const PATIENCE = 10000;

/**
 * Asks an endpoint of the site; with a nonce if it wants one (data-jsc-nonce-url,
 * data-jsc-nonce-header).
 *
 * @param {HTMLElement} element  Holds the attributes.
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<any>}  The JSON of an answer with status 200.
 * @throws {Error}  For everything else.
 */
export async function askSite(element, url, options = {}) {
  const answer = await json(url, options);
  if (!answer?.nonce_required) {
    return answer;
  }
  const { jscNonceUrl: source, jscNonceHeader: header } = element.dataset;
  const nonce = source && sameOrigin(url, source) ? (await (await request(source)).text()).trim() : '';
  const headers = { ...options.headers, ...(header && nonce && { [header]: nonce }) };
  return json(url, { ...options, headers });
}

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function json(url, options) {
  return (await request(url, options)).json();
}

/**
 * @param {string} url
 * @param {RequestInit} [options]
 */
async function request(url, options = {}) {
  const { signal } = options;
  const limit = AbortSignal.timeout(PATIENCE);
  const response = await fetch(url, {
    credentials: 'same-origin',
    cache: 'no-store',
    ...options,
    headers: { Accept: 'application/json', ...options.headers },
    signal: signal ? anyOf(signal, limit) : limit,
  });
  if (response.status !== 200) {
    throw new Error(`the site answered ${response.status}`);
  }
  return response;
}

/**
 * AbortSignal.any(), which browsers have had since 2024 only.
 *
 * @param {AbortSignal[]} signals
 */
function anyOf(...signals) {
  const controller = new AbortController();
  signals.forEach((signal) => {
    if (signal.aborted) {
      controller.abort();
    }
    signal.addEventListener('abort', () => controller.abort(), { signal: controller.signal });
  });
  return controller.signal;
}

/**
 * Looks up the texts of an element (data-jsc-texts). A missing one shows as its key.
 *
 * @param {HTMLElement} element
 * @returns {(key: string, value?: string) => string}
 */
export function textsOf(element) {
  /** @type {unknown} */
  let texts = null;
  try {
    texts = JSON.parse(element.dataset.jscTexts ?? '{}');
  } catch {
    console.error('phone: data-jsc-texts holds no JSON');
  }
  return (key, value = '') => {
    const text = Object.hasOwn(Object(texts), key) ? String(Reflect.get(Object(texts), key)) : key;
    return text.replace(/%s|%1\$s/, () => value);
  };
}

/**
 * A text from the site, fit to be shown; '' for what is none.
 *
 * @param {unknown} text
 * @param {number} [longest]  Characters.
 */
export function plain(text, longest) {
  return typeof text === 'string' ? cleanName(text, longest) : '';
}

/**
 * A picture of somebody: of this site, or over https. Null for any other address.
 *
 * @param {unknown} url
 * @param {string} alt
 * @param {string} name  Of its class.
 */
export function photo(url, alt, name) {
  const source = typeof url === 'string' && url ? parsed(url) : null;
  if (!source || !(source.protocol === 'https:' || (source.origin === location.origin && source.protocol === 'http:'))) {
    return null;
  }
  const image = new Image();
  image.className = name;
  image.alt = alt;
  image.decoding = 'async';
  image.referrerPolicy = 'no-referrer';
  image.addEventListener('error', () => image.remove());
  image.src = source.href;
  return image;
}

/** @param {string} url */
function parsed(url) {
  try {
    return new URL(url, document.baseURI);
  } catch {
    return null;
  }
}

/**
 * Starts what a part of the page holds, each element once.
 *
 * @param {string} selector
 * @param {(element: HTMLElement) => void} begin
 * @returns {(context?: ParentNode) => void}
 */
export function starter(selector, begin) {
  /** @type {WeakSet<Element>} */
  const started = new WeakSet();
  return (context = document) => {
    const own = context instanceof Element && context.matches(selector) ? [context] : [];
    [...own, ...context.querySelectorAll(selector)].forEach((element) => {
      if (element instanceof HTMLElement && !started.has(element)) {
        started.add(element);
        begin(element);
      }
    });
  };
}
