[% from "phone/translations.jinja" import php_array %]
<?php
// The texts of [=cookiecutter.slug=]-pl_PL.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'pl_PL',
	'messages' => array(
[= php_array("pl", "		") =]	),
);
