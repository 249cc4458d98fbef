[% from "phone/translations.jinja" import php_array %]
<?php
// The texts of [=cookiecutter.slug=]-es_ES.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'es_ES',
	'messages' => array(
[= php_array("es", "		") =]	),
);
