// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * JSCommunicator puts callers' names, addresses and messages together as HTML, so a caller
 * named "<img src=x onerror=…>" would run a script in the page of whoever is called.
 *
 * @param {any} ui  JSCommUI.
 */
export function guardMarkup(ui) {
  const { createChatSession, session_failed: failed } = ui;
  ui.createChatSession = (/** @type {unknown} */ name, /** @type {unknown} */ uri) => (
    withoutStyles(() => createChatSession.call(ui, name && escaped(name), escaped(uri)))
  );
  ui.session_failed = (/** @type {unknown} */ cause) => failed.call(ui, cause && escaped(cause));
  ui.addChatMessage = addChatMessage;
}

/**
 * Its markup has inline styles, which a strict content security policy complains of.
 *
 * @template T
 * @param {() => T} make
 * @returns {T}
 */
function withoutStyles(make) {
  const { jQuery } = /** @type {any} */ (window);
  const { htmlPrefilter } = jQuery;
  jQuery.htmlPrefilter = (/** @type {string} */ html) => htmlPrefilter(html.replace(/ style="[^"]*"/g, ''));
  try {
    return make();
  } finally {
    jQuery.htmlPrefilter = htmlPrefilter;
  }
}

/** @param {unknown} text */
function escaped(text) {
  return String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/**
 * In place of JSCommUI's: the same elements, made without HTML.
 *
 * @param {any} session  A conversation: an element or a jQuery object.
 * @param {'me' | 'peer' | 'error'} who
 * @param {string} text
 */
function addChatMessage(session, who, text) {
  const { jQuery, JSCommUI, JSCommManager } = /** @type {any} */ (window);
  const [conversation] = jQuery(session);
  const chatting = conversation.querySelector('.chat > .chatting');
  const name = who === 'me'
    ? JSCommUI.get_name(JSCommManager.credentials.uri)
    : conversation.querySelector('.peer > .display-name').textContent;
  const line = document.createElement('p');
  const author = document.createElement('b');
  line.className = who;
  author.textContent = name;
  line.append(...(who === 'error' ? [text] : [author, `: ${text}`]));
  chatting.classList.remove('inactive');
  chatting.append(line);
  chatting.scrollTop = chatting.scrollHeight;
}
