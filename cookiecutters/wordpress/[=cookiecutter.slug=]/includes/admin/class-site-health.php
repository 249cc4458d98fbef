<?php
/**
 * Site Health.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Plugin;
use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Session_Factory;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip\Ascii;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Websocket_Url;

defined( 'ABSPATH' ) || exit;

/**
 * Tells Tools > Site Health how the phone is doing. No secret is in it.
 */
final class Site_Health {

	private const GOOD        = 'good';
	private const RECOMMENDED = 'recommended';
	private const CRITICAL    = 'critical';

	/**
	 * Adds the tests (filter "site_status_tests").
	 *
	 * @param array<string, array<string, mixed>> $tests Tests by kind.
	 * @return array<string, array<string, mixed>>
	 */
	public static function tests( $tests ) {
		foreach ( array( 'server', 'secrets', 'encryption', 'guests', 'wide_rights' ) as $name ) {
			$tests['direct'][ '[= cookiecutter.__prefix =]_' . $name ] = array(
				'label' => Plugin::NAME,
				'test'  => array( self::class, $name ),
			);
		}
		return $tests;
	}

	/**
	 * Adds the plugin's section to the debug information (filter "debug_information").
	 *
	 * @param array<string, array<string, mixed>> $sections The sections.
	 * @return array<string, array<string, mixed>>
	 */
	public static function debug( $sections ) {
		$settings = Settings::load();
		$fields   = array(
			'ready'        => array( __( 'Set up', '[= cookiecutter.slug =]' ), Session_Factory::is_ready( $settings ) ? 'yes' : 'no' ),
			'token_secret' => array( __( 'Token secret', '[= cookiecutter.slug =]' ), Secrets_Page::source( Secrets::TOKEN ) ),
			'turn_secret'  => array( __( 'TURN secret', '[= cookiecutter.slug =]' ), Secrets_Page::source( Secrets::TURN ) ),
		);
		foreach ( Settings_Form::fields() as $key => list( , , $label ) ) {
			$value          = $settings->all()[ $key ];
			$fields[ $key ] = array( $label, is_array( $value ) ? implode( ', ', $value ) : $value );
		}
		$sections[ Plugin::SLUG ] = array(
			'label'  => Plugin::NAME,
			'fields' => array_map( array( self::class, 'debug_field' ), $fields ),
		);
		return $sections;
	}

	/**
	 * Whether a server is named.
	 *
	 * @return array<string, mixed>
	 */
	public static function server(): array {
		if ( Settings::load()->has_server() ) {
			return self::result( 'server', self::GOOD, __( 'The phone has a SIP server', '[= cookiecutter.slug =]' ), __( 'A WebSocket URL and a SIP domain are set.', '[= cookiecutter.slug =]' ) );
		}
		return self::result( 'server', self::RECOMMENDED, __( 'The phone has no SIP server yet', '[= cookiecutter.slug =]' ), __( 'Set the WebSocket URL and the SIP domain. Until then visitors see no phone.', '[= cookiecutter.slug =]' ) );
	}

	/**
	 * Whether there are secrets, in good places and long enough.
	 *
	 * @return array<string, mixed>
	 */
	public static function secrets(): array {
		$settings = Settings::load();
		$kinds    = array_keys( array_filter( self::needed_secrets( $settings ) ) );
		if ( array() === $kinds ) {
			return self::result( 'secrets', self::GOOD, __( 'The phone needs no secrets', '[= cookiecutter.slug =]' ), __( 'People sign in with SIP passwords. TURN passwords are only made for those who sign in with tokens.', '[= cookiecutter.slug =]' ) );
		}
		foreach ( $kinds as $kind ) {
			if ( null === Secrets::get( $kind ) ) {
				return self::result( 'secrets', self::CRITICAL, __( 'A secret of the phone is missing or too short', '[= cookiecutter.slug =]' ), __( 'The phone needs the token secret, and a TURN server needs the TURN secret. Each has to have 32 characters or more.', '[= cookiecutter.slug =]' ) );
			}
		}
		if ( self::are_same_secret() ) {
			return self::result( 'secrets', self::RECOMMENDED, __( 'The phone uses one secret for two servers', '[= cookiecutter.slug =]' ), __( 'Use different secrets for tokens and TURN: who breaks into the one server could then not sign for the other.', '[= cookiecutter.slug =]' ) );
		}
		if ( in_array( true, array_map( array( Secrets::class, 'is_stored' ), array_keys( Secrets::OPTIONS ) ), true ) ) {
			return self::result( 'secrets', self::RECOMMENDED, __( 'A secret of the phone is in the database', '[= cookiecutter.slug =]' ), __( 'Backups and other plugins can read it there. Set it by a constant in wp-config.php or an environment variable, then remove it from the database on the Secrets tab.', '[= cookiecutter.slug =]' ) );
		}
		return self::result( 'secrets', self::GOOD, __( 'The secrets of the phone are in order', '[= cookiecutter.slug =]' ), __( 'They are long enough and not in the database.', '[= cookiecutter.slug =]' ) );
	}

	/**
	 * Whether pages and calls are encrypted.
	 *
	 * @return array<string, mixed>
	 */
	public static function encryption(): array {
		if ( ! wp_is_using_https() && ! in_array( wp_parse_url( home_url(), PHP_URL_HOST ), array( 'localhost', '127.0.0.1' ), true ) ) {
			return self::result( 'encryption', self::CRITICAL, __( 'The phone needs HTTPS', '[= cookiecutter.slug =]' ), __( 'Browsers let only secure pages use a microphone. Serve this site with HTTPS.', '[= cookiecutter.slug =]' ) );
		}
		if ( self::is_server_unsafe() ) {
			return self::result( 'encryption', self::CRITICAL, __( 'The connection to the SIP server is not encrypted', '[= cookiecutter.slug =]' ), __( 'Its URL begins with ws://. Browsers refuse that on secure pages. Use wss://.', '[= cookiecutter.slug =]' ) );
		}
		return self::result( 'encryption', self::GOOD, __( 'The phone uses encrypted connections', '[= cookiecutter.slug =]' ), __( 'This site and the SIP server are reached through encrypted connections.', '[= cookiecutter.slug =]' ) );
	}

	/**
	 * Whether what guests may do is what was meant.
	 *
	 * @return array<string, mixed>
	 */
	public static function guests(): array {
		$settings = Settings::load();
		$listed   = $settings->addresses( 'guest_destinations' );
		if ( count( $settings->lines( 'guest_destinations' ) ) !== count( $listed ) ) {
			return self::result( 'guests', self::RECOMMENDED, __( 'Guests may call addresses that are none', '[= cookiecutter.slug =]' ), __( 'The list of addresses that guests may call has entries without a domain, but no SIP domain is set.', '[= cookiecutter.slug =]' ) );
		}
		foreach ( $listed as $address ) {
			if ( Ascii::same( (string) $address, $settings->text( 'guest_user' ) . '@' . $settings->domain() ) ) {
				return self::result( 'guests', self::RECOMMENDED, __( 'Guests may call themselves', '[= cookiecutter.slug =]' ), __( 'The account that guests share is in the list of addresses that they may call. With some SIP servers any guest could then receive those calls.', '[= cookiecutter.slug =]' ) );
			}
		}
		$text = array() === $listed
			? __( 'Guests get no phone.', '[= cookiecutter.slug =]' )
			: __( 'Guests may call the listed addresses only. Should the SIP server let them register as those, too, which reSIProcate repro does with addresses of its own domain, they could take their calls.', '[= cookiecutter.slug =]' );
		return self::result( 'guests', self::GOOD, __( 'Guests of the phone are limited', '[= cookiecutter.slug =]' ), $text );
	}

	/**
	 * Whether roles have wide rights.
	 *
	 * @return array<string, mixed>
	 */
	public static function wide_rights(): array {
		$roles = array();
		foreach ( wp_roles()->role_objects as $name => $role ) {
			if ( in_array( Capabilities::role_reach( $role ), array( Policy::DOMAIN, Policy::ANYONE ), true ) ) {
				$roles[] = translate_user_role( wp_roles()->role_names[ $name ] );
			}
		}
		if ( array() === $roles ) {
			return self::result( 'wide_rights', self::GOOD, __( 'No role has wide calling rights', '[= cookiecutter.slug =]' ), __( 'Tokens name single destinations.', '[= cookiecutter.slug =]' ) );
		}
		/* translators: %s: list of roles. */
		$text = __( 'Roles with wide rights: %s. With reSIProcate repro, people of these roles can register as others and receive their calls. Make sure that you trust all of them.', '[= cookiecutter.slug =]' );
		return self::result( 'wide_rights', self::RECOMMENDED, __( 'Some roles have wide calling rights', '[= cookiecutter.slug =]' ), sprintf( $text, implode( ', ', $roles ) ) );
	}

	/**
	 * Which secrets the settings ask for.
	 *
	 * @param Settings $settings Settings of the site.
	 * @return array<string, bool>
	 */
	private static function needed_secrets( Settings $settings ): array {
		return array(
			Secrets::TOKEN => ! $settings->asks_password(),
			Secrets::TURN  => ! $settings->asks_password() && array() !== $settings->ice_uris( 'turn' ),
		);
	}

	/**
	 * Whether both secrets are the same, told by what they make of one message.
	 */
	private static function are_same_secret(): bool {
		$token = Secrets::get( Secrets::TOKEN );
		$turn  = Secrets::get( Secrets::TURN );
		return null !== $token && null !== $turn && hash_equals( $token->hash( 'sha256', '' ), $turn->hash( 'sha256', '' ) );
	}

	/**
	 * Whether the SIP server is reached without encryption.
	 */
	private static function is_server_unsafe(): bool {
		$url = Settings::load()->text( 'websocket_url' );
		try {
			return '' !== $url && ( new Websocket_Url( $url ) )->is_unsafe();
		} catch ( \InvalidArgumentException $error ) {
			return false;
		}
	}

	/**
	 * A field of the debug information.
	 *
	 * @param array{string, string|int} $field Label and value.
	 * @return array{label: string, value: string|int}
	 */
	private static function debug_field( array $field ): array {
		return array(
			'label' => $field[0],
			'value' => $field[1],
		);
	}

	/**
	 * The result of a test.
	 *
	 * @param string $test   Name of the test.
	 * @param string $status GOOD, RECOMMENDED or CRITICAL.
	 * @param string $label  What was found.
	 * @param string $text   What it means and what to do.
	 * @return array<string, mixed>
	 */
	private static function result( string $test, string $status, string $label, string $text ): array {
		$link = sprintf( '<p><a href="%1$s">%2$s</a></p>', esc_url( Settings_Page::url() ), esc_html__( 'Settings of the phone', '[= cookiecutter.slug =]' ) );
		return array(
			'label'       => $label,
			'status'      => $status,
			'badge'       => array(
				'label' => Plugin::NAME,
				'color' => 'blue',
			),
			'description' => '<p>' . esc_html( $text ) . '</p>',
			'actions'     => self::GOOD === $status ? '' : $link,
			'test'        => '[= cookiecutter.__prefix =]_' . $test,
		);
	}
}
