[% from "escape.jinja" import php %]
[% macro t(text) %]<?php print t('[= php(text) =]'); ?>[% endmacro %]
[% macro ta(text) %]<?php print check_plain(t('[= php(text) =]')); ?>[% endmacro %]
[% macro uid(name) %]<?php print $uid; ?>-[= name =][% endmacro %]
[# For those who change the template, but not in every page. #]
[% macro comment(text) %]
<?php
/*
[% for line in (text.strip() | wordwrap(77)).splitlines() %]
 *[= (" " ~ line).rstrip() =]
[% endfor %]
 */
?>
[% endmacro %]
[% set config = "<?php print $config; ?>" %]
<?php

/**
 * @file
 * The phone.
 *
 * Copy this file into a theme to change it there. Keep the data-jsc attributes:
 * the scripts find their elements by them.
 *
 * Available variables, escaped:
 * - $uid: A prefix for ids, different for every phone of a page.
 * - $config: The configuration for the scripts in JSON.
 *
 * @see template_preprocess_[= cookiecutter.__prefix =]()
 *
 * @ingroup themeable
 */
?>
[% filter replace("\t", "  ") %]
[% include "phone/upstream.html" if cookiecutter.phone == "jscommunicator" else "phone/fragment.html" %]
[% endfilter %]
