[% from "phone/translations.jinja" import php_array %]
[% from "phone/admin_translations.jinja" import admin_php %]
<?php
// phpcs:ignoreFile -- The texts of [=cookiecutter.slug=]-it_IT.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'it_IT',
	'messages' => array(
[= php_array("it", "		") =][= admin_php("it", "		") =]	),
);
