// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Phone } from './controller.js';

/** @type {Map<Element, Phone>} */
const phones = new Map();

/**
 * Starts the phones in a part of the page. Those that run already are left alone.
 *
 * @param {ParentNode} [context]
 */
export function start(context = document) {
  for (const root of within(context)) {
    if (!phones.has(root)) {
      const phone = new Phone(root);
      phones.set(root, phone);
      phone.start();
    }
  }
}

/**
 * Stops the phones in a part of the page that is about to be removed.
 *
 * @param {ParentNode} [context]
 */
export function stop(context = document) {
  for (const root of within(context)) {
    phones.get(root)?.stop();
    phones.delete(root);
  }
}

/**
 * The phone of an element with data-jsc-phone, if it runs.
 *
 * @param {Element} root
 */
export function phoneOf(root) {
  return phones.get(root);
}

/**
 * @param {ParentNode} context
 * @returns {HTMLElement[]}
 */
function within(context) {
  const found = [...context.querySelectorAll('[data-jsc-phone]')];
  const all = context instanceof Element && context.matches('[data-jsc-phone]') ? [context, ...found] : found;
  return /** @type {HTMLElement[]} */ (all);
}

// A module runs when the page has been parsed.
start();
