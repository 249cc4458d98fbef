// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** @typedef {import('../features/index.js').Context} Context */

/** The phones that run in the page, in the order in which they were started. @type {{context: Context, onfirst: () => void}[]} */
const phones = [];

/**
 * Enters a phone.
 *
 * @param {Context} context  Its signal takes it out again.
 * @param {() => void} onfirst  Told when the phone becomes the first because that one has gone.
 */
export function enter(context, onfirst) {
  const entry = { context, onfirst };
  phones.push(entry);
  context.signal.addEventListener('abort', () => {
    const [index, next] = [phones.indexOf(entry), phones[1]];
    phones.splice(index, 1);
    if (index === 0) {
      next?.onfirst();
    }
  });
}

/**
 * The phone that the page's bus and JSCommManager stand for: they know of one only.
 *
 * @returns {Context | undefined}
 */
export function firstPhone() {
  return phones[0]?.context;
}
