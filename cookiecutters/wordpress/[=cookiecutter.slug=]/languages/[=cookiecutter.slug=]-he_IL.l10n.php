[% from "phone/translations.jinja" import php_array %]
[% from "phone/admin_translations.jinja" import admin_php %]
<?php
// phpcs:ignoreFile -- The texts of [=cookiecutter.slug=]-he_IL.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'he_IL',
	'messages' => array(
[= php_array("he", "		") =][= admin_php("he", "		") =]	),
);
