<?php
/**
 * The field about what the phone offers.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Prints a check box for each feature of the phone.
 */
final class Features_Field {

	/**
	 * Prints the field.
	 *
	 * @param string   $key    Name of the setting.
	 * @param string[] $chosen What is chosen.
	 */
	public static function render( string $key, array $chosen ): void {
		$name = Settings::OPTION . '[' . $key . '][]';
		// The hidden field lets a form in which nothing is chosen say so.
		printf( '<fieldset aria-describedby="%1$s-help"><input type="hidden" name="%2$s" value="">', esc_attr( Settings_Form::id( $key ) ), esc_attr( $name ) );
		foreach ( self::labels() as $feature => $label ) {
			printf(
				'<label><input type="checkbox" name="%1$s" value="%2$s"%3$s> %4$s</label><br>',
				esc_attr( $name ),
				esc_attr( $feature ),
				checked( in_array( $feature, $chosen, true ), true, false ),
				esc_html( $label )
			);
		}
		echo '</fieldset>';
	}

	/**
	 * What can be chosen.
	 *
	 * @return array<string, string> Labels by feature.
	 */
	private static function labels(): array {
		return array(
			'chat'          => __( 'Chat: text messages between users', '[= cookiecutter.slug =]' ),
			'language_menu' => __( 'Language menu', '[= cookiecutter.slug =]' ),
			'dial_links'    => __( 'Links that fill in whom to call', '[= cookiecutter.slug =]' ),
			'relay_only'    => __( 'No call without a TURN server', '[= cookiecutter.slug =]' ),
		);
	}
}
