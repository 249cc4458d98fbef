/**
 * @file
 * Starts the directories that Drupal adds to a page.
 */

import { start } from '../assets/phone/directory.min.js';

Drupal.behaviors.[= cookiecutter.__class =]Directory = {
  attach(context) {
    // Those that run already are left alone.
    start(context);
  },
};
