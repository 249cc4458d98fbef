<?php
/**
 * Prints the phone.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * The one renderer behind the block and the shortcode.
 *
 * A ready phone is the same for every visitor and holds no nonce, user or secret, so that pages can be cached.
 */
final class Renderer {

	/**
	 * What can be chosen for one phone.
	 */
	public const OPTIONS = array(
		'destination' => '',
		'locked'      => false,
		'video'       => true,
		'autostart'   => false,
	);

	/**
	 * The HTML of a phone.
	 *
	 * @param array<string, mixed> $options What differs from OPTIONS. Yes and no may be written in words.
	 */
	public static function render( array $options ): string {
		$settings = Settings::load();
		if ( is_feed() ) {
			return '';
		}
		if ( ! Session_Factory::is_ready( $settings ) ) {
			return self::notice();
		}
		Assets::enqueue();
		ob_start();
		load_template(
			self::template(),
			false,
			array(
				'uid'    => wp_unique_id( Plugin::SLUG . '-' ),
				'config' => self::json( self::config( $settings, self::options( $options + self::OPTIONS ) ) ),
			)
		);
		return (string) ob_get_clean();
	}

	/**
	 * The template: "[= cookiecutter.slug =]/phone.php" in the theme, else our own.
	 */
	private static function template(): string {
		$template = locate_template( Plugin::SLUG . '/phone.php' );
		return '' === $template ? Plugin::path( 'templates/phone.php' ) : $template;
	}

	/**
	 * The options in their right types.
	 *
	 * @param array<string, mixed> $options All options.
	 * @return array{destination: string, locked: bool, video: bool, autostart: bool}
	 */
	private static function options( array $options ): array {
		return array(
			'destination' => is_string( $options['destination'] ) ? trim( $options['destination'] ) : '',
			'locked'      => filter_var( $options['locked'], FILTER_VALIDATE_BOOLEAN ),
			'video'       => filter_var( $options['video'], FILTER_VALIDATE_BOOLEAN ),
			'autostart'   => filter_var( $options['autostart'], FILTER_VALIDATE_BOOLEAN ),
		);
	}

	/**
	 * What the scripts of the phone need to know.
	 *
	 * @param Settings                                                               $settings Settings of the site.
	 * @param array{destination: string, locked: bool, video: bool, autostart: bool} $options  What was chosen for this phone.
	 * @return array<string, mixed>
	 */
	private static function config( Settings $settings, array $options ): array {
		$config = array(
			'session'          => array(
				'url'          => Gate::path( Session_Controller::ROUTE ),
				'nonce_url'    => Gate::nonce_path(),
				'nonce_header' => 'X-WP-Nonce',
			),
			'websocket_url'    => '',
			'ice_servers'      => array(),
			'sip_domain'       => $settings->domain(),
			'destination'      => self::destination( $options['destination'], $settings->domain() ),
			'edit_destination' => ! $options['locked'],
			'audio'            => true,
			'video'            => $options['video'],
			'autostart'        => $options['autostart'],
			'strings'          => Strings::all(),
		) + self::features( $settings );
		/**
		 * Filters what the scripts of one phone are told. It stands in the page, so it has to be public and the same for all.
		 *
		 * @param array<string, mixed> $config  The configuration.
		 * @param array<string, mixed> $options What was chosen for this phone.
		 */
		return (array) apply_filters( '[= cookiecutter.__prefix =]_phone_config', $config, $options );
	}

	/**
	 * What the settings say of each thing that the phone can do besides calls.
	 *
	 * @param Settings $settings Settings of the site.
	 * @return array<string, bool|string>
	 */
	private static function features( Settings $settings ): array {
		$features = array( 'language' => str_replace( '_', '-', determine_locale() ) );
		foreach ( Settings::FEATURES as $feature ) {
			$features[ $feature ] = $settings->offers( $feature );
		}
		return $features;
	}

	/**
	 * An address that can be called, or ''.
	 *
	 * @param string $text   What was chosen.
	 * @param string $domain The SIP domain of the site.
	 */
	private static function destination( string $text, string $domain ): string {
		try {
			Address::parse( $text, $domain );
			return $text;
		} catch ( Refusal $refusal ) {
			return '';
		}
	}

	/**
	 * JSON that survives esc_attr(), which leaves entities as they are: there is no "&" in it.
	 *
	 * @param array<string, mixed> $config The configuration.
	 */
	private static function json( array $config ): string {
		return (string) wp_json_encode( $config, JSON_HEX_AMP | JSON_HEX_TAG | JSON_UNESCAPED_SLASHES );
	}

	/**
	 * In the place of a phone that is not set up: a hint for those who can do so, nothing for visitors.
	 */
	private static function notice(): string {
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			return '';
		}
		return sprintf(
			'<p class="[= cookiecutter.slug =]-notice" role="note">%1$s <a href="%2$s">%3$s</a></p>',
			esc_html__( 'The phone is not set up yet. Visitors see nothing here.', '[= cookiecutter.slug =]' ),
			esc_url( Admin\Settings_Page::url() ),
			esc_html__( 'Set up the phone', '[= cookiecutter.slug =]' )
		);
	}
}
