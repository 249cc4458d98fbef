[% from "phone/translations.jinja" import php_array %]
[% from "phone/admin_translations.jinja" import admin_php %]
<?php
// phpcs:ignoreFile -- The texts of [=cookiecutter.slug=]-pt_PT.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'pt_PT',
	'messages' => array(
[= php_array("pt", "		") =][= admin_php("pt", "		") =]	),
);
