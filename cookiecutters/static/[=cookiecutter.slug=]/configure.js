// SPDX-License-Identifier: [= cookiecutter.licence =]

// Gives the phone its settings.
import config from './config.js';
import strings from './texts.js';

for (const root of document.querySelectorAll('[data-jsc-phone]')) {
  root.setAttribute('data-jsc-phone', JSON.stringify({ ...config, strings }));
}
