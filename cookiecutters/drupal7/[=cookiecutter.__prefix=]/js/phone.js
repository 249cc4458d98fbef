/**
 * @file
 * Starts and stops the phones that Drupal adds to and removes from a page.
 *
 * Directories and caller cards, too. They are made of modules, which Drupal 7
 * cannot put into a page: its settings name the module of each kind of element,
 * and one is loaded once there is such an element.
[% if cookiecutter.phone == "builtin" %]
 *
 * To work on the phone's sources, name phone.js instead of phone.min.js in
 * src/Assets.php; "npm run build" in assets/phone makes the latter anew.
[% endif %]
 */

(function ($) {
  'use strict';

  const loading = new Map();

  function load(url) {
    if (!loading.has(url)) {
      loading.set(url, import(url));
    }
    return loading.get(url);
  }

  // Drupal hands over the document, an element or what jQuery found.
  function elements(context) {
    return $(context).get().filter((node) => 'querySelectorAll' in node);
  }

  function holds(element, selector) {
    return element.querySelector(selector) || (element.matches && element.matches(selector));
  }

  Drupal.behaviors.[= cookiecutter.__prefix =] = {
    attach(context) {
      for (const [selector, url] of Object.entries(Drupal.settings.[= cookiecutter.__prefix =])) {
        const found = elements(context).filter((element) => holds(element, selector));
        if (found.length) {
          // Those that run already are left alone.
          load(url).then(({ start }) => found.forEach((element) => start(element)));
        }
      }
    },
    detach(context, settings, trigger) {
      if (trigger === 'unload') {
        const found = elements(context);
        loading.forEach((module) => module.then(({ stop }) => stop && found.forEach((element) => stop(element))));
      }
    },
  };
})(jQuery);
