// SPDX-License-Identifier: [= cookiecutter.licence =]

// The settings first: the phone starts as soon as it is loaded. Both are there when the page is
// ready (DOMContentLoaded), so that scripts of the page find the phone's Arbiter then.
import './configure.js';
import './assets/[= "jscommunicator/start" if cookiecutter.phone == "jscommunicator" else "phone/phone.min" =].js';

// For the page that says that there is no connection. It caches nothing else.
navigator.serviceWorker?.register('./sw.js').catch(() => {});
