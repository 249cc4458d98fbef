[% from "phone/translations.jinja" import php_array %]
<?php
// The texts of [=cookiecutter.slug=]-nl_NL.po, as WordPress reads them.

defined( 'ABSPATH' ) || exit;

return array(
	'domain'   => '[=cookiecutter.slug=]',
	'language' => 'nl_NL',
	'messages' => array(
[= php_array("nl", "		") =]	),
);
