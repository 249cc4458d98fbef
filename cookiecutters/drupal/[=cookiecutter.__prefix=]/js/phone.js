/**
 * @file
 * Starts and stops the phones that Drupal adds to and removes from a page.
[% if cookiecutter.phone == "jscommunicator" %]
 */

import { start, stop } from '../assets/jscommunicator/start.js';
[% else %]
 *
 * To work on the phone's sources, import phone.js instead of phone.min.js here;
 * "npm run build" in assets/phone makes the latter anew.
 */

import { start, stop } from '../assets/phone/phone.min.js';
[% endif %]

/** Name of the marks that once() leaves. */
const MARK = '[= cookiecutter.__dashed =]';

Drupal.behaviors.[= cookiecutter.__class =] = {
  attach(context) {
    once(MARK, '[data-jsc-phone]', context).forEach((root) => start(root));
  },
  detach(context, settings, trigger) {
    if (trigger === 'unload') {
      once
        .remove(MARK, '[data-jsc-phone]', context)
        .forEach((root) => stop(root));
    }
  },
};
