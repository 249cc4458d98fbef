<?php
/**
 * Directory and caller card in pages.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * The blocks and shortcodes that show the directory, and who the other party of a call is.
 *
 * What they print is the same for every visitor; scripts fill it in.
 */
final class People {

	/**
	 * The script of the blocks in the editor, as block.json names it.
	 */
	private const SCRIPT = Plugin::SLUG . '-people-editor';

	/**
	 * What that script needs.
	 */
	private const DEPENDENCIES = array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element' );

	/**
	 * Registers blocks and shortcodes (action "init").
	 */
	public static function register(): void {
		wp_register_script( self::SCRIPT, Plugin::url( 'blocks/people.js' ), self::DEPENDENCIES, Plugin::VERSION, array( 'in_footer' => true ) );
		foreach ( array( 'directory', 'caller' ) as $name ) {
			register_block_type( Plugin::path( 'blocks/' . $name ), array( 'render_callback' => array( self::class, $name . '_block' ) ) );
			add_shortcode( Plugin::SLUG . '-' . $name, array( self::class, $name ) );
		}
	}

	/**
	 * The block with the directory.
	 */
	public static function directory_block(): string {
		return '<div ' . get_block_wrapper_attributes() . '>' . self::directory() . '</div>';
	}

	/**
	 * The block with the caller card.
	 */
	public static function caller_block(): string {
		return '<div ' . get_block_wrapper_attributes() . '>' . self::caller() . '</div>';
	}

	/**
	 * The directory.
	 */
	public static function directory(): string {
		Assets::enqueue_people( 'directory' );
		return sprintf(
			'<nav class="jsc-directory" data-jsc-directory="%1$s" %2$s aria-label="%3$s"></nav>',
			esc_url( Gate::path( Directory_Controller::DIRECTORY ) ),
			self::attributes( array( 'directory', 'directory_empty', 'directory_failed' ) ),
			esc_attr__( 'Directory', '[= cookiecutter.slug =]' )
		);
	}

	/**
	 * The caller card.
	 */
	public static function caller(): string {
		Assets::enqueue_people( 'caller_card' );
		return sprintf(
			'<div class="jsc-caller" data-jsc-caller-card="%1$s" %2$s hidden></div>',
			esc_url( Gate::path( Directory_Controller::CALLER ) ),
			self::attributes( array( 'caller_card', 'caller_photo' ) )
		);
	}

	/**
	 * The attributes that both have.
	 *
	 * @param string[] $keys The texts that the script shows.
	 */
	private static function attributes( array $keys ): string {
		$texts = array_intersect_key( Strings::all(), array_flip( $keys ) );
		return sprintf(
			'data-jsc-texts="%1$s" data-jsc-nonce-url="%2$s" data-jsc-nonce-header="X-WP-Nonce"',
			esc_attr( (string) wp_json_encode( $texts, JSON_HEX_AMP | JSON_HEX_TAG ) ),
			esc_url( Gate::nonce_path() )
		);
	}
}
