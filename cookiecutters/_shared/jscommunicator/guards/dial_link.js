// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * JSCommunicator calls whoever a link to the page names in "?dial=", without a click. Where
 * the site allows such links, they fill in the destination, and the visitor calls.
 *
 * @param {any} page  Its global names.
 * @param {boolean} allowed
 */
export function guardDialLink(page, allowed) {
  const { parseUri, JSCommManager: manager } = page;
  const { init_first_connection: begin } = manager;
  const parse = (/** @type {string} */ url) => {
    const parsed = parseUri(url);
    // Where the site names the only destination, a link names no other.
    return allowed && page.JSCommSettings.dialing.edit_destination ? parsed : { ...parsed, queryKey: { ...parsed.queryKey, dial: '' } };
  };
  // It keeps its options with itself.
  page.parseUri = Object.assign(parse, parseUri);
  manager.init_first_connection = () => {
    if (manager.currentURL.queryKey.dial) {
      page.JSCommSettings.dialing.auto_dial.on_startup = false;
    }
    begin.call(manager);
  };
}
