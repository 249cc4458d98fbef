// SPDX-License-Identifier: [= cookiecutter.licence =]

// Gives the phone its settings and starts it.
import config from './config.js';
import strings from './texts.js';

for (const root of document.querySelectorAll('[data-jsc-phone]')) {
  root.setAttribute('data-jsc-phone', JSON.stringify({ ...config, strings }));
}
await import('./assets/[= "jscommunicator/start" if cookiecutter.phone == "jscommunicator" else "phone/phone.min" =].js');

// For the page that says that there is no connection. It caches nothing else.
navigator.serviceWorker?.register('./sw.js').catch(() => {});
