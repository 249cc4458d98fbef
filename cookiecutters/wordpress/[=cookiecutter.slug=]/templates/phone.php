[% from "escape.jinja" import php %]
[% macro t(text) %]<?php esc_html_e( '[= php(text) =]', '[= cookiecutter.slug =]' ); ?>[% endmacro %]
[% macro ta(text) %]<?php esc_attr_e( '[= php(text) =]', '[= cookiecutter.slug =]' ); ?>[% endmacro %]
[% macro uid(name) %]<?php echo esc_attr( $args['uid'] . '-[= name =]' ); ?>[% endmacro %]
[# For those who change the template, but not in every page. #]
[% macro comment(text) %]
<?php
/*
[% for line in text.strip().splitlines() %]
 *[= (" " ~ line).rstrip() =]
[% endfor %]
 */
?>
[% endmacro %]
[% set config = "<?php echo esc_attr( $args['config'] ); ?>" %]
<?php
/**
 * The phone.
 *
 * Copy this file to [= cookiecutter.slug =]/phone.php in your theme to change it there. Keep the data-jsc attributes:
 * the scripts find their elements by them.
 *
 * @package [= cookiecutter.namespace =]
 *
 * @var array{uid: string, config: string} $args A prefix for ids, different for every phone of a page, and the
 *                                               configuration for the scripts in JSON.
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || exit;
?>
[% include "phone/upstream.html" if cookiecutter.phone == "jscommunicator" else "phone/fragment.html" %]
