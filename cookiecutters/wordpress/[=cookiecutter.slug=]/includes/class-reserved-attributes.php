<?php
/**
 * What authors cannot write.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Keeps the attributes that start phones out of what people write who may not write any HTML.
 *
 * WordPress lets them write every attribute that begins with "data-". A phone of their own could connect visitors to
 * another server, with the microphone that was allowed to this site, or have their nonces sent to another site.
 * Shortcodes and blocks are rendered later.
 */
final class Reserved_Attributes {

	private const NAMES = array(
		'data-jsc-phone',
		'data-jsc-directory',
		'data-jsc-caller-card',
		'data-jsc-nonce-url',
		'data-jsc-nonce-header',
	);

	/**
	 * Lets WordPress remove them (filter "wp_kses_allowed_html").
	 *
	 * @param array<string, mixed> $tags Attributes by tag.
	 * @return array<string, mixed>
	 */
	public static function forbid( $tags ) {
		// Left out, they would be allowed by "data-*". The Interactivity API writes those that are bound.
		$bound = array_map( static fn( string $name ): string => 'data-wp-bind--' . $name, self::NAMES );
		$none  = array_fill_keys( array_merge( self::NAMES, $bound ), array( 'value_callback' => '__return_false' ) );
		foreach ( $tags as $tag => $attributes ) {
			if ( is_array( $attributes ) && isset( $attributes['data-*'] ) ) {
				$tags[ $tag ] = $none + $attributes;
			}
		}
		return $tags;
	}
}
