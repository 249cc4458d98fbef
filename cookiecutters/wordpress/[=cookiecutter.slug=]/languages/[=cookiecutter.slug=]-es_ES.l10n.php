[% from "phone/translations.jinja" import php_array %]
[% from "phone/admin_translations.jinja" import admin_php %]
<?php
// phpcs:ignoreFile -- The texts of [=cookiecutter.slug=]-es_ES.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'es_ES',
	'messages' => array(
[= php_array("es", "		") =][= admin_php("es", "		") =]	),
);
