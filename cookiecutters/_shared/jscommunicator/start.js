// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { theArbiter } from '../phone/bus/arbiter.js';
import { readConfig } from '../phone/config.js';
import { failureOf } from '../phone/failure.js';
import { translator } from '../phone/messages.js';
import { Connection } from './connection.js';
import { loadLibraries, loadUpstream, page } from './libraries.js';
import { mergeSettings, settingsOf } from './settings.js';

/*
 * JSCommunicator (http://jscommunicator.org), unchanged, with the site's session
 * endpoint. Its ids are those of a whole page: one phone in a page.
 */

/** @type {HTMLElement | null} */
let running = null;

/**
 * Starts the phone in a part of the page, unless one runs already.
 *
 * @param {ParentNode} [context]
 */
export function start(context = document) {
  const found = context instanceof Element && context.matches('[data-jsc-phone]')
    ? context : context.querySelector('[data-jsc-phone]');
  if (found instanceof HTMLElement && !running) {
    running = found;
    prepare(found);
  }
}

/**
 * Stops the phone in a part of the page that is about to be removed.
 *
 * @param {ParentNode} [context]
 */
export function stop(context = document) {
  if (running && (context === running || context.contains(running))) {
    page.JSCommManager?.phone?.stop();
    running = null;
  }
}

/** @param {HTMLElement} root  The element with data-jsc-phone. */
function prepare(root) {
  const config = readConfig(root.dataset.jscPhone ?? '');
  const button = root.querySelector('[data-jsc="online"]');
  const run = () => open(root, config);
  if (!(button instanceof HTMLElement) || config.autostart || !config.session) {
    run();
    return;
  }
  // Nothing connects before the visitor acts.
  button.hidden = false;
  button.addEventListener('click', run);
}

/**
 * @param {HTMLElement} root
 * @param {import('../phone/config.js').Config} config
 */
async function open(root, config) {
  const button = root.querySelector('[data-jsc="online"]');
  const say = (/** @type {string} */ text) => {
    const alert = root.querySelector('[data-jsc="alert"]');
    alert?.replaceChildren(text);
  };
  try {
    button?.setAttribute('hidden', '');
    say('');
    await run(root, config, (failure) => say(textOf(failure, config)));
  } catch (error) {
    button?.removeAttribute('hidden');
    say(textOf(failureOf(error), config));
  }
}

/**
 * @param {HTMLElement} root
 * @param {import('../phone/config.js').Config} config
 * @param {(failure: import('../phone/failure.js').Failure) => void} onfailure
 */
async function run(root, config, onfailure) {
  const connection = new Connection(config, onfailure);
  const session = await connection.open();
  await loadLibraries(config.video);
  page.JsSIP = connection.library();
  page.JSCommSettings = mergeSettings(settingsOf(config, session), page.JSCommSettings, session.user !== null);
  await loadUpstream(root, config.dial_links);
  connection.attach(page.JSCommManager);
  page.JSCommManager.init();
}

/**
 * @param {import('../phone/failure.js').Failure} failure
 * @param {import('../phone/config.js').Config} config
 */
function textOf({ key, text, values }, { strings }) {
  return text || translator(strings)(key, ...values);
}

// The page's own scripts subscribe when it is ready, before anybody starts the phone.
theArbiter();
// A module runs when the page has been parsed.
start();
