[% from "phone/translations.jinja" import php_array %]
[% from "phone/admin_translations.jinja" import admin_php %]
<?php
// phpcs:ignoreFile -- The texts of [=cookiecutter.slug=]-nn_NO.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'nn_NO',
	'messages' => array(
[= php_array("nn", "		") =][= admin_php("nn", "		") =]	),
);
