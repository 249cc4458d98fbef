// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Failure } from '../phone/failure.js';
import { guardDialLink } from './guards/dial_link.js';
import { guardMarkup } from './guards/markup.js';
import { guardVideoAnswer } from './guards/video_answer.js';
import { languages } from './languages.js';
import { UPSTREAM } from './settings.js';

/** JSCommunicator's scripts, in the order in which they need each other. */
const SCRIPTS = ['parseuri', 'webrtc-check', 'jssip-helper', 'i18n', 'JSCommUI', 'JSCommManager'];

const STYLES = ['style', 'style-horizontal', 'skin'];

/** The page's global names: JSCommunicator is made of them. @type {any} */
export const page = window;

/**
 * jQuery, and of jQuery UI what JSCommunicator uses, unless the site has them already.
 *
 * @param {boolean} video  JSCommunicator makes the picture movable.
 */
export async function loadLibraries(video) {
  if (!page.jQuery) {
    await loadScript(new URL('./vendor/jquery.js', import.meta.url).href);
  }
  if (video && !page.jQuery.fn.draggable) {
    await loadScript(new URL('./vendor/jquery-ui.js', import.meta.url).href);
  }
  page.jQuery.i18n = languages;
  // jQuery 4 has it no more; JSCommunicator reads "?video=" with it.
  page.jQuery.parseJSON ??= JSON.parse;
}

/**
 * JSCommunicator's own markup and scripts, and the guards against what is wrong with them.
 *
 * @param {HTMLElement} root
 * @param {boolean} dialLinks  Whether links to the page may fill in a destination.
 */
export async function loadUpstream(root, dialLinks) {
  await loadStyles();
  if (!root.querySelector('#encapsulate')) {
    root.append(await markup());
  }
  for (const name of SCRIPTS) {
    await loadScript(`${UPSTREAM}${name}.js`);
  }
  guardMarkup(page.JSCommUI);
  guardVideoAnswer(page.JSCommUI);
  guardDialLink(page, dialLinks);
}

/**
 * The site's own file, so it may be HTML. Parsed apart from the page, nothing in it runs.
 * Its inline styles, which a strict content security policy would complain of, are
 * repeated in start.css.
 */
async function markup() {
  const html = await read('jscommunicator.inc');
  const { body } = new DOMParser().parseFromString(html.replace(/ style="[^"]*"/g, ''), 'text/html');
  const fragment = document.createDocumentFragment();
  fragment.append(...[...body.childNodes].map((node) => document.importNode(node, true)));
  return fragment;
}

/** Its rules for every span and h3 of a page are held to the phone, by nesting. */
async function loadStyles() {
  const rules = await Promise.all(STYLES.map((name) => read(`${name}.css`)));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.jsc-upstream {${rules.join('\n')}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** @param {string} name */
async function read(name) {
  const response = await fetch(UPSTREAM + name).catch(() => null);
  if (!response?.ok) {
    throw new Failure('not_loaded');
  }
  return response.text();
}

/** @param {string} url */
function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = resolve;
    script.onerror = () => reject(new Failure('not_loaded'));
    document.head.append(script);
  });
}
