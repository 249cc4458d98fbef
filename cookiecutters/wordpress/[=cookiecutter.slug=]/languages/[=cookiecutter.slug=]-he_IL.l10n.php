[% from "phone/translations.jinja" import php_array %]
<?php
// The texts of [=cookiecutter.slug=]-he_IL.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'he_IL',
	'messages' => array(
[= php_array("he", "		") =]	),
);
