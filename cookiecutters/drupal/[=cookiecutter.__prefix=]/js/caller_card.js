/**
 * @file
 * Starts the caller cards that Drupal adds to a page.
 */

import { start } from '../assets/phone/caller_card.min.js';

Drupal.behaviors.[= cookiecutter.__class =]CallerCard = {
  attach(context) {
    // Those that run already are left alone.
    start(context);
  },
};
