// SPDX-License-Identifier: [= cookiecutter.licence =]

// Starts the phone of a page that is no PHP. Such a page holds the phone's HTML
// (php jscommunicator.inc.php > phone.html) and
//   <script type="module" src="phone/start.js"></script>
// The configuration is made for each request by config.js.php, or is a file:
//   php config.js.php > config.js    and here: './config.js'
import config from './config.js.php';

for (const root of document.querySelectorAll('[data-jsc-phone]')) {
  root.setAttribute('data-jsc-phone', JSON.stringify(config));
}
import('./assets/[= "jscommunicator/start" if cookiecutter.phone == "jscommunicator" else "phone/phone.min" =].js');
