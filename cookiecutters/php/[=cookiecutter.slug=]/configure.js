// SPDX-License-Identifier: [= cookiecutter.licence =]

// Gives its settings to the phone of a page that is no PHP. They are made for each request
// by config.js.php, or are a file:
//   php config.js.php > config.js    and here: './config.js'
import config from './config.js.php';

for (const root of document.querySelectorAll('[data-jsc-phone]')) {
  root.setAttribute('data-jsc-phone', JSON.stringify(config));
}
