<?php
/**
 * The block.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Shows a phone where the block stands. The editor shows a still picture of it: see blocks/phone/index.js.
 */
final class Block {

	public const NAME = Plugin::SLUG . '/phone';

	/**
	 * The editor script, as block.json names it.
	 */
	public const SCRIPT = Plugin::SLUG . '-phone-editor';

	/**
	 * Its place in the plugin.
	 */
	public const SCRIPT_FILE = 'blocks/phone/index.js';

	/**
	 * What the editor script needs.
	 */
	private const DEPENDENCIES = array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' );

	/**
	 * Registers the block (action "init").
	 */
	public static function register(): void {
		wp_register_script( self::SCRIPT, Plugin::url( self::SCRIPT_FILE ), self::DEPENDENCIES, Plugin::VERSION, array( 'in_footer' => true ) );
		wp_set_script_translations( self::SCRIPT, Plugin::SLUG );
		register_block_type( Plugin::path( 'blocks/phone' ), array( 'render_callback' => array( self::class, 'render' ) ) );
	}

	/**
	 * The HTML of the block.
	 *
	 * @param array<string, mixed> $attributes The block's attributes, which WordPress checked against block.json.
	 */
	public static function render( $attributes ): string {
		$phone = Renderer::render( $attributes );
		if ( '' === $phone ) {
			return '';
		}
		$anchor  = (string) ( $attributes['anchor'] ?? '' );
		$wrapper = get_block_wrapper_attributes( '' === $anchor ? array() : array( 'id' => $anchor ) );
		return '<div ' . $wrapper . '>' . $phone . '</div>';
	}
}
