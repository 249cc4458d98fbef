[% from "escape.jinja" import php, php_comment %]
[% from "phone/strings.jinja" import answers, strings %]
[% macro t(text) %]@@begin@@[= text =]@@end@@[% endmacro %]
[% macro ta(text) %][= t(text) =][% endmacro %]
[% macro uid(name) %][% endmacro %]
[% macro comment(text) %][% endmacro %]
[% set config = "" %]
[% set html %][% include "phone/upstream.html" if cookiecutter.phone == "jscommunicator" else "phone/fragment.html" %][% endset %]
[% set seen = namespace(texts=[]) %]
<?php
/**
 * Every text of the phone in English. For another language, copy this file to languages/<code>.php, write the
 * translations on the right, and name the code as "language" in config.php. What is left empty stays English.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return array(
	// In the page.
[% for part in html.split("@@begin@@")[1:] %]
[% set text = part.split("@@end@@")[0] %]
[% if text not in seen.texts %]
[% set seen.texts = seen.texts + [text] %]
	'[= php(text) =]' => '',
[% endif %]
[% endfor %]

	// Shown by the scripts.
[% for key, text, comment in strings if text not in seen.texts %]
[% if comment %]
	// [= php_comment(comment) =]
[% endif %]
	'[= php(text) =]' => '',
[% endfor %]

	// Answers of the endpoints: src/Messages.php has them too.
[% for key, text, _ in answers if key not in ("answer_name_taken", "answer_json", "answer_outdated") %]
	'[= php(text) =]' => '',
[% endfor %]
);
