<?php
/**
 * The shortcode.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Shows a phone in the classic editor and in widgets: [[= cookiecutter.slug =] destination="helpdesk" video="no"].
 */
final class Shortcode {

	public const TAG = Plugin::SLUG;

	/**
	 * Registers the shortcode (action "init").
	 */
	public static function register(): void {
		add_shortcode( self::TAG, array( self::class, 'render' ) );
	}

	/**
	 * The HTML of the shortcode.
	 *
	 * @param array<string, string>|string $attributes The shortcode's attributes, '' when there are none.
	 */
	public static function render( $attributes ): string {
		return Renderer::render( shortcode_atts( Renderer::OPTIONS, (array) $attributes, self::TAG ) );
	}
}
