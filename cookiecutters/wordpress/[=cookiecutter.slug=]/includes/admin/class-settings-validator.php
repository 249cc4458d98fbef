<?php
/**
 * Checks what is entered on the settings page.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Ascii;
use [= cookiecutter.namespace =]\Sip\Refusal;
use [= cookiecutter.namespace =]\Sip_Names;
use [= cookiecutter.namespace =]\Websocket_Url;

defined( 'ABSPATH' ) || exit;

/**
 * Checks each setting. A wrong one is reported and keeps its value; the others are saved.
 *
 * Messages are HTML, because WordPress prints settings errors as they are.
 */
final class Settings_Validator {

	private const ICE_URI = '/\A(?:stuns?:(?<stun>[^?]+)|turns?:(?<turn>[^?]+)(?:\?transport=(?:udp|tcp))?)\z/';

	/**
	 * Addresses or servers in a list.
	 */
	private const MOST_LINES = 100;

	/**
	 * Checks the posted settings (sanitize callback of the option).
	 *
	 * @param mixed $input What was posted.
	 * @return array<string, string|int|list<string>> The settings to be stored.
	 */
	public static function sanitize( $input ): array {
		$values = Settings::load()->all();
		foreach ( array_keys( Settings::DEFAULTS ) as $key ) {
			if ( ! is_array( $input ) || ! isset( $input[ $key ] ) ) {
				continue;
			}
			$domain = is_string( $values['sip_domain'] ) ? $values['sip_domain'] : '';
			try {
				$values[ $key ] = self::check( $key, $input[ $key ], $domain );
			} catch ( \InvalidArgumentException $error ) {
				self::report( $key, $error->getMessage(), 'error' );
			}
		}
		return $values;
	}

	/**
	 * Checks one setting.
	 *
	 * @param string $key    Name of the setting.
	 * @param mixed  $value  What was posted.
	 * @param string $domain The SIP domain.
	 * @return string|int|list<string>
	 * @throws \InvalidArgumentException When the value is wrong.
	 */
	private static function check( string $key, $value, string $domain ) {
		switch ( $key ) {
			case 'guest_destinations':
			case 'user_destinations':
				return self::addresses( $key, self::lines( $value ), $domain );
			case 'ice_servers':
				return self::ice_servers( self::lines( $value ) );
			case 'features':
				return array_values( array_intersect( Settings::FEATURES, self::lines( $value ) ) );
		}
		// Only what may be any text is cleaned: elsewhere that could turn something wrong into something right.
		$text = is_scalar( $value ) ? trim( (string) $value ) : '';
		switch ( $key ) {
			case 'websocket_url':
				return self::websocket_url( $text );
			case 'sip_domain':
				return self::sip_domain( $text );
			case 'sign_in':
				return Settings::PASSWORD === $text ? Settings::PASSWORD : Settings::TOKEN;
			case 'guest_user':
				return self::guest_user( $text );
			case 'guest_name':
				return self::guest_name( sanitize_text_field( $text ) );
			default:
				return self::seconds( $text, ...Settings::BOUNDS[ $key ] );
		}
	}

	/**
	 * The address of the SIP server.
	 *
	 * @param string $text What was entered.
	 * @throws \InvalidArgumentException When it is no WebSocket URL.
	 */
	private static function websocket_url( string $text ): string {
		if ( '' === $text ) {
			return '';
		}
		try {
			$url = new Websocket_Url( $text );
		} catch ( \InvalidArgumentException $error ) {
			throw new \InvalidArgumentException(
				esc_html__( 'The WebSocket URL has to look like wss://sip.example.org/ws: a host, a port and a path if needed, and nothing after a question mark, a hash or a semicolon.', '[= cookiecutter.slug =]' )
			);
		}
		if ( $url->is_unsafe() ) {
			$message = __( 'The WebSocket URL begins with ws://, so sign-in data would cross the network unencrypted, and browsers refuse it on secure pages. Use wss:// outside of tests.', '[= cookiecutter.slug =]' );
			self::report( 'websocket_url', esc_html( $message ), 'warning' );
		}
		return (string) $url;
	}

	/**
	 * The domain of the SIP addresses.
	 *
	 * @param string $text What was entered.
	 * @throws \InvalidArgumentException When it is no host name.
	 */
	private static function sip_domain( string $text ): string {
		if ( '' === $text ) {
			return '';
		}
		try {
			return Address::parse( 'user', $text )->host();
		} catch ( Refusal $refusal ) {
			throw new \InvalidArgumentException( esc_html__( 'The SIP domain has to be a host name such as example.org, without a port.', '[= cookiecutter.slug =]' ) );
		}
	}

	/**
	 * The SIP name that guests share.
	 *
	 * @param string $text What was entered.
	 * @throws \InvalidArgumentException When it is no SIP name.
	 */
	private static function guest_user( string $text ): string {
		try {
			return Ascii::lower( Address::parse( $text . '@example.org' )->user() );
		} catch ( Refusal $refusal ) {
			throw new \InvalidArgumentException( esc_html__( 'The SIP name of guests has to be 1 to 64 letters, digits, dots, hyphens, underscores and plus signs.', '[= cookiecutter.slug =]' ) );
		}
	}

	/**
	 * The name of guests that others see.
	 *
	 * @param string $text What was entered.
	 * @throws \InvalidArgumentException When there is none.
	 */
	private static function guest_name( string $text ): string {
		if ( '' === $text || 64 < mb_strlen( $text ) ) {
			throw new \InvalidArgumentException( esc_html__( 'The display name of guests has to be 1 to 64 characters.', '[= cookiecutter.slug =]' ) );
		}
		return $text;
	}

	/**
	 * A number of seconds.
	 *
	 * @param string $text What was entered.
	 * @param int    $min  The least.
	 * @param int    $max  The most.
	 * @throws \InvalidArgumentException When it is no number or out of bounds.
	 */
	private static function seconds( string $text, int $min, int $max ): int {
		$seconds = filter_var( $text, FILTER_VALIDATE_INT );
		if ( false === $seconds || $seconds < $min || $max < $seconds ) {
			throw new \InvalidArgumentException(
				esc_html(
					/* translators: 1: smallest number, 2: largest number. */
					sprintf( __( 'The lifetime has to be a number of seconds from %1$d to %2$d.', '[= cookiecutter.slug =]' ), $min, $max )
				)
			);
		}
		return $seconds;
	}

	/**
	 * A list of SIP addresses.
	 *
	 * @param string   $key    Name of the setting.
	 * @param string[] $lines  What was entered.
	 * @param string   $domain The SIP domain.
	 * @phpstan-param list<string> $lines
	 * @return list<string>
	 * @throws \InvalidArgumentException When one is no address.
	 */
	private static function addresses( string $key, array $lines, string $domain ): array {
		foreach ( $lines as $line ) {
			try {
				self::warn_of_login( $key, Address::parse( $line, $domain ), $domain );
			} catch ( Refusal $refusal ) {
				throw new \InvalidArgumentException(
					esc_html(
						/* translators: %s: what was entered. */
						sprintf( __( '“%s” is not a SIP address such as helpdesk@example.org. Without a domain it needs the SIP domain above.', '[= cookiecutter.slug =]' ), $line )
					)
				);
			}
		}
		return $lines;
	}

	/**
	 * Says so when a listed name is somebody's login: it is reserved then, and that person has no SIP name any more.
	 *
	 * @param string  $key     Name of the setting.
	 * @param Address $address A listed address.
	 * @param string  $domain  The SIP domain.
	 */
	private static function warn_of_login( string $key, Address $address, string $domain ): void {
		$user = Ascii::same( $address->host(), $domain ) ? get_user_by( 'login', $address->user() ) : false;
		if ( $user && '' === Sip_Names::get( $user->ID ) ) {
			/* translators: %s: login of a user. */
			$message = __( '“%s” is listed, so nobody gets that SIP name by their login. If it is meant for the user of this login, enter it as the SIP name in their profile.', '[= cookiecutter.slug =]' );
			self::report( $key, esc_html( sprintf( $message, $user->user_login ) ), 'warning' );
		}
	}

	/**
	 * A list of STUN and TURN servers.
	 *
	 * @param string[] $lines What was entered.
	 * @phpstan-param list<string> $lines
	 * @return list<string>
	 * @throws \InvalidArgumentException When one is no such URI.
	 */
	private static function ice_servers( array $lines ): array {
		foreach ( $lines as $line ) {
			$parts = array();
			$match = preg_match( self::ICE_URI, $line, $parts );
			if ( 1 !== $match || ! self::is_host( '' === $parts['stun'] ? $parts['turn'] : $parts['stun'] ) ) {
				throw new \InvalidArgumentException(
					esc_html(
						/* translators: %s: what was entered. */
						sprintf( __( '“%s” is not a STUN or TURN server such as stun:stun.example.org or turns:turn.example.org:5349?transport=tcp.', '[= cookiecutter.slug =]' ), $line )
					)
				);
			}
		}
		return $lines;
	}

	/**
	 * Whether text is a host with or without a port.
	 *
	 * @param string $text For example "turn.example.org:3478".
	 */
	private static function is_host( string $text ): bool {
		try {
			new Websocket_Url( 'wss://' . $text );
		} catch ( \InvalidArgumentException $error ) {
			return false;
		}
		return false === strpos( $text, '/' );
	}

	/**
	 * The lines of a text area, without blanks and doubles.
	 *
	 * @param mixed $value What was posted, or a list that is stored already.
	 * @return list<string>
	 * @throws \InvalidArgumentException When there are too many.
	 */
	private static function lines( $value ): array {
		$lines = is_string( $value ) ? explode( "\n", str_replace( "\r", "\n", $value ) ) : array_filter( (array) $value, 'is_string' );
		$lines = array_filter( array_map( 'trim', $lines ), static fn( string $text ): bool => '' !== $text );
		$lines = array_values( array_unique( $lines ) );
		if ( self::MOST_LINES < count( $lines ) ) {
			throw new \InvalidArgumentException( esc_html__( 'A list can have 100 lines at most.', '[= cookiecutter.slug =]' ) );
		}
		return $lines;
	}

	/**
	 * Shows a message above the form, once: WordPress checks an option twice when it is new.
	 *
	 * @param string $key     Name of the setting.
	 * @param string $message The message in HTML.
	 * @param string $type    "error" or "warning".
	 */
	private static function report( string $key, string $message, string $type ): void {
		if ( ! in_array( $key, array_column( get_settings_errors( Settings::OPTION ), 'code' ), true ) ) {
			add_settings_error( Settings::OPTION, $key, $message, $type );
		}
	}
}
