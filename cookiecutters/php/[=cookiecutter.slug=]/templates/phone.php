[% from "escape.jinja" import php %]
[% macro t(text) %]<?php echo $text( '[= php(text) =]' ); ?>[% endmacro %]
[% macro ta(text) %][= t(text) =][% endmacro %]
[% macro uid(name) %]<?php echo $uid; ?>-[= name =][% endmacro %]
[# For those who change the template, but not in every page. #]
[% macro comment(text) %]
<?php
/*
[% for line in text.strip().splitlines() %]
 *[= (" " ~ line).rstrip() =]
[% endfor %]
 */
?>
[% endmacro %]
[% set config = "<?php echo $config; ?>" %]
<?php
/**
 * The phone.
 *
 * Everything that is echoed is escaped already: $text() translates and escapes, $uid is a prefix for ids, different for
 * every phone of a page, and $config the configuration for the scripts in JSON.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

// Asked for by itself, it shows nothing.
if ( ! isset( $text, $uid, $config ) ) {
	return;
}

// phpcs:disable WordPress.Security.EscapeOutput.OutputNotEscaped
?>
[% include "phone/upstream.html" if cookiecutter.phone == "jscommunicator" else "phone/fragment.html" %]
