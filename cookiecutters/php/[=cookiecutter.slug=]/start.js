// SPDX-License-Identifier: [= cookiecutter.licence =]

// Starts the phone of a page that is no PHP. Such a page holds the phone's HTML
// (php jscommunicator.inc.php > phone.html) and
//   <script type="module" src="[= cookiecutter.slug =]/start.js"></script>
// The settings first: the phone starts as soon as it is loaded. Both are there when the page is
// ready (DOMContentLoaded), so that scripts of the page find the phone's Arbiter then.
import './configure.js';
import './assets/[= "jscommunicator/start" if cookiecutter.phone == "jscommunicator" else "phone/phone.min" =].js';
