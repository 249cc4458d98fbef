[% from "escape.jinja" import php, php_comment %]
[% from "phone/strings.jinja" import strings %]
[% set width = strings | map(attribute=0) | map("length") | max %]
<?php
/**
 * The texts that the phone's scripts show.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Translates the texts. They reach the scripts in the phone's configuration.
 */
final class Strings {

	/**
	 * Every text by its key.
	 *
	 * @return array<string, string>
	 */
	public static function all(): array {
		return array(
[% for key, text, comment in strings %]
[% if comment %]
			/* translators: [= php_comment(comment) =] */
[% endif %]
			'[= key =]'[= " " * (width - key | length) =] => __( '[= php(text) =]', '[= cookiecutter.slug =]' ),
[% endfor %]
		);
	}
}
