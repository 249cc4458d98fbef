[% from "escape.jinja" import php, php_comment %]
[% from "phone/strings.jinja" import strings %]
[% macro t(text) %]@@begin@@[= text =]@@end@@[% endmacro %]
[% macro ta(text) %][= t(text) =][% endmacro %]
[% macro uid(name) %][% endmacro %]
[% macro comment(text) %][% endmacro %]
[% set config = "" %]
[% set html %][% include "phone/fragment.html" %][% endset %]
[% set seen = namespace(texts=[]) %]
<?php
/**
 * Every text of the phone in English. Copy this file, write the translations on the right, and name the copy as "texts"
 * in config.php. What is left empty stays English.
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
[% for text in [
	"Your user name cannot be a SIP name. Ask an administrator to give you one.",
	"Your user name is reserved as a SIP name. Ask an administrator to give you another one.",
	"This is not a SIP address that can be called.",
	"You may not call this address.",
	"The phone can only be used on its own site.",
	"The request is not understood.",
	"The page is too old. Please load it again.",
	"Log in to use the phone.",
	"Your account may not use the phone.",
	"The phone is not set up yet.",
	"The phone does not work at the moment. Please try again later.",
	"Too many requests. Wait a little and try again.",
] %]
	'[= php(text) =]' => '',
[% endfor %]
);
