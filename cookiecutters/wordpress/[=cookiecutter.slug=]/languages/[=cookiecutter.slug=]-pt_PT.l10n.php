[% from "phone/translations.jinja" import php_array %]
<?php
// The texts of [=cookiecutter.slug=]-pt_PT.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'pt_PT',
	'messages' => array(
[= php_array("pt", "		") =]	),
);
