/**
 * @file
 * Starts and stops the phones that Drupal adds to and removes from a page.
 *
 * To work on the phone's sources, name phone.js instead of phone.min.js in
 * hook_library(); "npm run build" in assets/phone makes the latter anew.
 */

(function ($) {
  'use strict';

  // The phone is made of modules, which Drupal 7 cannot put into a page. They
  // are loaded once there is a phone, and then start and stop all of them.
  let loading = null;

  function load() {
    loading = loading || import(Drupal.settings.[= cookiecutter.__prefix =].module);
    return loading;
  }

  // Drupal hands over the document, an element or what jQuery found.
  function elements(context) {
    return $(context).get().filter((node) => 'querySelectorAll' in node);
  }

  function hasPhone(element) {
    return element.querySelector('[data-jsc-phone]') || (element.matches && element.matches('[data-jsc-phone]'));
  }

  Drupal.behaviors.[= cookiecutter.__prefix =] = {
    attach(context) {
      const found = elements(context).filter(hasPhone);
      if (found.length) {
        load().then((phone) => found.forEach((element) => phone.start(element)));
      }
    },
    detach(context, settings, trigger) {
      if (trigger === 'unload' && loading) {
        const found = elements(context);
        loading.then((phone) => found.forEach((element) => phone.stop(element)));
      }
    },
  };
})(jQuery);
