<?php
/**
 * What the integration tests share.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Lifecycle;
use [= cookiecutter.namespace =]\Listing;
use [= cookiecutter.namespace =]\Rate_Limit;
use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Session_Controller;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * The WordPress that the tests run in: set-up, visitors and requests.
 */
final class Site {

	public const SECRET = '0123456789abcdef0123456789abcdef';

	/**
	 * Users that tests made.
	 *
	 * @var int[]
	 */
	private static array $users = array();

	/**
	 * Puts the site into the state after activation, with nobody logged in.
	 */
	public static function reset(): void {
		require_once ABSPATH . 'wp-admin/includes/ms.php';
		array_map( is_multisite() ? 'wpmu_delete_user' : 'wp_delete_user', self::$users );
		self::$users = array();
		wp_set_current_user( 0 );
		unset( $_COOKIE[ LOGGED_IN_COOKIE ] );
		foreach ( array( Sip_Names::META, Listing::META, Listing::DEPARTMENT ) as $key ) {
			delete_metadata( 'user', 0, $key, '', true );
		}
		delete_option( Settings::OPTION );
		array_map( 'delete_option', Secrets::OPTIONS );
		Rate_Limit::forget_all();
		Capabilities::remove_all();
		Lifecycle::activate( false );
		$GLOBALS['wp_settings_errors'] = array(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- Messages of the test before.
		$GLOBALS['wp_rest_server']     = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- Makes the next test register its routes anew.
	}

	/**
	 * Sets the plugin up.
	 *
	 * @param array<string, mixed> $settings Settings that differ.
	 */
	public static function configure( array $settings = array() ): void {
		$settings += array(
			'websocket_url'      => 'wss://sip.example.org/ws',
			'sip_domain'         => 'example.org',
			'guest_destinations' => array( 'helpdesk' ),
			'user_destinations'  => array( 'sales@example.net' ),
		);
		update_option( Settings::OPTION, $settings + Settings::DEFAULTS );
		Secrets::store( Secrets::TOKEN, self::SECRET );
		$GLOBALS['wp_rest_server'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- Routes are registered with the settings.
	}

	/**
	 * Makes a user without any capability of the plugin.
	 *
	 * @param string   $login        The login, which may be one that WordPress itself would not let people choose.
	 * @param string[] $capabilities Capabilities that the user has.
	 * @throws \RuntimeException When WordPress does not make the user.
	 */
	public static function user( string $login, array $capabilities = array() ): \WP_User {
		$keep = static function ( string $name, string $raw ) use ( $login ): string {
			return $raw === $login ? $login : $name;
		};
		add_filter( 'sanitize_user', $keep, 10, 2 );
		$id = wp_insert_user(
			array(
				'user_login'    => $login,
				'user_nicename' => substr( md5( $login ), 0, 12 ),
				'user_pass'     => wp_generate_password(),
				'display_name'  => 'Name of ' . $login,
				'role'          => 'subscriber',
			)
		);
		remove_filter( 'sanitize_user', $keep );
		if ( is_wp_error( $id ) ) {
			throw new \RuntimeException( esc_html( $id->get_error_message() ) );
		}
		self::$users[] = $id;
		$user          = new \WP_User( $id );
		array_map( array( $user, 'add_cap' ), $capabilities );
		return $user;
	}

	/**
	 * Asks the session endpoint.
	 *
	 * @param string|null           $destination Whom to call.
	 * @param array<string, string> $headers     Headers that differ.
	 */
	public static function ask( ?string $destination = null, array $headers = array() ): \WP_REST_Response {
		$request  = new \WP_REST_Request( 'POST', Session_Controller::PATH );
		$headers += array(
			'origin'       => home_url(),
			'content-type' => 'application/json',
		);
		foreach ( array_filter( $headers, 'strlen' ) as $name => $value ) {
			$request->set_header( $name, $value );
		}
		$request->set_body( (string) wp_json_encode( array( 'destination' => $destination ) ) );
		$response = rest_do_request( $request );
		return apply_filters( 'rest_post_dispatch', rest_ensure_response( $response ), rest_get_server(), $request ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- What WordPress does with every answer.
	}

	/**
	 * The fields of the token in an answer.
	 *
	 * @param \WP_REST_Response $response The answer.
	 * @return array{from: string, to: string}
	 */
	public static function token( \WP_REST_Response $response ): array {
		$parts = array();
		preg_match( '/;WSSessionInfo=([^;]+);/', $response->get_data()['websocket']['url'], $parts );
		$fields = explode( ':', rawurldecode( $parts[1] ?? '' ) );
		return array(
			'from' => $fields[3] ?? '',
			'to'   => implode( ':', array_slice( $fields, 4 ) ),
		);
	}
}
