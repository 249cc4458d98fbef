// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Whether two addresses are of one site. A nonce goes only to the site that it is from:
 * whoever may write data- attributes into a page could else have those of its visitors
 * sent to a site of their own.
 *
 * @param {string} one  Relative ones belong to the page.
 * @param {string} other
 */
export function sameOrigin(one, other) {
  try {
    return origin(one) === origin(other);
  } catch {
    return false;
  }
}

/** @param {string} url */
function origin(url) {
  return new URL(url, globalThis.document?.baseURI).origin;
}
