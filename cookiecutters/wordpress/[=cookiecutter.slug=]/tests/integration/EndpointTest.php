<?php
/**
 * Tests the session endpoint.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * What the session endpoint answers to whom.
 *
 * @requires function wp_insert_user
 */
final class EndpointTest extends \PHPUnit\Framework\TestCase {

	/**
	 * Each test starts with a site as it is after activation.
	 */
	protected function setUp(): void {
		Site::reset();
	}

	/**
	 * The last test leaves such a site, too.
	 */
	protected function tearDown(): void {
		Site::reset();
	}

	/**
	 * A guest gets the guests' account and the one destination.
	 */
	public function test_a_guest_may_call_what_is_listed(): void {
		Site::configure();
		$response = Site::ask( 'helpdesk@example.org' );
		$data     = $response->get_data();
		$this->assertSame( 200, $response->get_status() );
		$this->assertSame(
			array(
				'uri'          => 'sip:guest@example.org',
				'display_name' => 'Guest',
				'register'     => false,
				'guest'        => true,
			),
			$data['user']
		);
		$this->assertSame( array( 'helpdesk@example.org' ), $data['destinations'] );
		$this->assertStringStartsWith( 'wss://sip.example.org/ws;WSSessionInfo=', $data['websocket']['url'] );
		$this->assertSame( $data['server_time'] + 300, $data['websocket']['expires'] );
		$this->assertSame(
			array(
				'from' => 'guest@example.org',
				'to'   => 'helpdesk@example.org',
			),
			Site::token( $response )
		);
		$this->assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
	}

	/**
	 * A guest may call nothing else.
	 */
	public function test_a_guest_may_call_nothing_else(): void {
		Site::configure();
		foreach ( array( 'sales@example.net', 'bob', '*', '*@*', '*@example.org', 'helpdesk@example.net', 'helpdesk@example.org:x', '', 'tel:112' ) as $wanted ) {
			$response = Site::ask( $wanted );
			$this->assertSame( 403, $response->get_status(), $wanted );
			$this->assertNotSame( '', $response->get_data()['message'] );
		}
		$this->assertSame( 400, Site::ask( str_repeat( 'a', 401 ) )->get_status() );
	}

	/**
	 * Where guests may call nobody, they are asked to log in.
	 */
	public function test_without_destinations_guests_get_no_phone(): void {
		Site::configure( array( 'guest_destinations' => array() ) );
		$response = Site::ask();
		$this->assertSame( 401, $response->get_status() );
		$this->assertSame( 'signed_out', $response->get_data()['code'] );
		$this->assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
	}

	/**
	 * A user gets what their rights allow.
	 */
	public function test_a_user_gets_what_the_rights_allow(): void {
		Site::configure();
		$cases = array(
			array( array( Capabilities::CALL ), 'helpdesk', 'helpdesk@example.org' ),
			array( array( Capabilities::CALL ), 'sales@example.net', 'sales@example.net' ),
			array( array( Capabilities::CALL ), 'bob', 'destination_refused' ),
			array( array( Capabilities::CALL, Capabilities::RECEIVE ), null, 'LOGIN@example.org' ),
			array( array( Capabilities::RECEIVE ), null, 'LOGIN@example.org' ),
			array( array( Capabilities::RECEIVE ), 'helpdesk', 'helpdesk@example.org' ),
			array( array( Capabilities::RECEIVE ), 'sales@example.net', 'destination_refused' ),
			array( array( Capabilities::CALL_DOMAIN ), 'bob', '*@example.org' ),
			array( array( Capabilities::CALL_DOMAIN ), 'sales@example.net', 'sales@example.net' ),
			array( array( Capabilities::CALL_DOMAIN ), 'bob@example.net', 'destination_refused' ),
			array( array( Capabilities::CALL_ANYWHERE ), 'anybody@example.com', '*@*' ),
		);
		foreach ( $cases as $number => list( $capabilities, $wanted, $expected ) ) {
			$login = 'user' . $number;
			wp_set_current_user( Site::user( $login, $capabilities )->ID );
			$response = Site::ask( $wanted );
			$data     = $response->get_data();
			$this->assertSame( str_replace( 'LOGIN', $login, $expected ), $data['destinations'][0] ?? $data['code'], $login );
			if ( 200 === $response->get_status() ) {
				$this->assertSame( 'sip:' . $login . '@example.org', $data['user']['uri'] );
				$this->assertSame( in_array( Capabilities::RECEIVE, $capabilities, true ), $data['user']['register'] );
			} else {
				$this->assertSame( 403, $response->get_status() );
			}
		}
	}

	/**
	 * A user without rights is a guest, where there are guests.
	 */
	public function test_a_user_without_rights_is_a_guest(): void {
		Site::configure();
		wp_set_current_user( Site::user( 'customer' )->ID );
		$this->assertSame( 'sip:guest@example.org', Site::ask( 'helpdesk' )->get_data()['user']['uri'] );
		$this->assertSame( 403, Site::ask( 'bob' )->get_status() );
	}

	/**
	 * A user without rights gets no phone where there are no guests.
	 */
	public function test_a_user_without_rights_gets_no_phone_without_guests(): void {
		Site::configure( array( 'guest_destinations' => array() ) );
		wp_set_current_user( Site::user( 'customer' )->ID );
		$response = Site::ask( 'helpdesk' );
		$this->assertSame( 403, $response->get_status() );
		$this->assertSame( 'not_allowed', $response->get_data()['code'] );
	}

	/**
	 * No login becomes a wildcard, somebody else, or another field of the token.
	 */
	public function test_hostile_logins_get_no_token(): void {
		Site::configure();
		foreach ( array( '*', 'a:b', 'x@y', 'bob smith', 'a%62', 'Ünal', 'victim@example.org:*@*:x', 'helpdesk', 'guest', 'taken' ) as $login ) {
			$other = Site::user( 'holder-of-' . md5( $login ) );
			Sip_Names::set( $other->ID, 'taken' === $login ? 'taken' : '' );
			wp_set_current_user( Site::user( $login, array( Capabilities::CALL_ANYWHERE ) )->ID );
			$response = Site::ask();
			$this->assertSame( 403, $response->get_status(), $login );
			$this->assertStringStartsWith( 'name_', $response->get_data()['code'] );
			$this->assertStringNotContainsString( 'WSSession', (string) wp_json_encode( $response->get_data() ) );
		}
	}

	/**
	 * A visitor who is logged in and sends no nonce is told to send one.
	 */
	public function test_asks_for_a_nonce(): void {
		Site::configure();
		$user                        = Site::user( 'anna', array( Capabilities::CALL ) );
		$_COOKIE[ LOGGED_IN_COOKIE ] = wp_generate_auth_cookie( $user->ID, time() + 60, 'logged_in' );
		$response                    = Site::ask( 'helpdesk' );
		$this->assertSame( array( 'nonce_required' => true ), $response->get_data() );
		$this->assertSame( 'no-store, private', $response->get_headers()['Cache-Control'] );
		$_COOKIE[ LOGGED_IN_COOKIE ] = 'anna|9999999999|forged|forged';
		$this->assertTrue( Site::ask( 'helpdesk' )->get_data()['user']['guest'] );
	}

	/**
	 * Only pages of this site may ask.
	 */
	public function test_refuses_other_origins(): void {
		Site::configure();
		foreach ( array( 'https://evil.example', 'null', home_url() . '.evil.example', home_url() . ':81', 'http://' ) as $origin ) {
			$this->assertSame( 'origin_refused', Site::ask( null, array( 'origin' => $origin ) )->get_data()['code'], $origin );
		}
		$none = array( 'origin' => '' );
		$this->assertSame( 403, Site::ask( null, $none )->get_status() );
		$this->assertSame( 403, Site::ask( null, $none + array( 'sec-fetch-site' => 'cross-site' ) )->get_status() );
		$this->assertSame( 403, Site::ask( null, $none + array( 'sec-fetch-site' => 'same-site' ) )->get_status() );
		$this->assertSame( 200, Site::ask( null, $none + array( 'sec-fetch-site' => 'same-origin' ) )->get_status() );
		$this->assertSame( 200, Site::ask( null, array( 'origin' => set_url_scheme( home_url(), 'https' ) ) )->get_status() );
	}

	/**
	 * Forms, which other sites can post, are not JSON.
	 */
	public function test_refuses_forms(): void {
		Site::configure();
		foreach ( array( 'application/x-www-form-urlencoded', 'text/plain', '' ) as $type ) {
			$this->assertSame( 415, Site::ask( null, array( 'content-type' => $type ) )->get_status() );
		}
	}

	/**
	 * Settings that no form checked give no broken session.
	 */
	public function test_survives_unchecked_settings(): void {
		$unusable = array(
			'websocket_url'      => array( 'https://sip.example.org', 'wss://sip.example.org/;a', 'x' ),
			'sip_domain'         => array( 'a b', '*' ),
			'token_lifetime'     => array( -1, 5, PHP_INT_MAX ),
			'turn_lifetime'      => array( 0 ),
			'guest_user'         => array( '', '*', 'a b' ),
			'guest_destinations' => array( array( array( 'x' ), 5, null, '*@*', 'helpdesk' ) ),
			'ice_servers'        => array( array( 'turn:turn.example.org', array() ) ),
		);
		Secrets::store( Secrets::TURN, strrev( Site::SECRET ) );
		$user = Site::user( 'anna', array( Capabilities::CALL ) );
		foreach ( $unusable as $key => $values ) {
			foreach ( $values as $value ) {
				Site::configure( array( $key => $value ) + array( 'ice_servers' => array( 'turn:turn.example.org' ) ) );
				$expected = in_array( $key, array( 'websocket_url', 'sip_domain' ), true ) ? 503 : 200;
				foreach ( array( 0, $user->ID ) as $id ) {
					$GLOBALS['wp_rest_server'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- The next request is a new one.
					wp_set_current_user( $id );
					$this->assertSame( $expected, Site::ask( 'helpdesk' )->get_status(), $key . ' ' . wp_json_encode( $value ) );
				}
			}
		}
	}

	/**
	 * Without a server or a secret there is no session.
	 */
	public function test_needs_a_server_and_a_secret(): void {
		Site::configure();
		Secrets::remove( Secrets::TOKEN );
		$this->assertSame( 503, Site::ask()->get_status() );
		Secrets::store( Secrets::TOKEN, 'short' );
		$this->assertSame( 503, Site::ask()->get_status() );
		Secrets::store( Secrets::TOKEN, Site::SECRET );
		update_option( Settings::OPTION, array() );
		Site::reset();
		$this->assertSame( 503, Site::ask()->get_status() );
	}

	/**
	 * With passwords, everybody gets the login form.
	 */
	public function test_passwords_need_no_token(): void {
		Site::configure(
			array(
				'sign_in'     => Settings::PASSWORD,
				'ice_servers' => array( 'stun:stun.example.org', 'turn:turn.example.org' ),
			)
		);
		Secrets::remove( Secrets::TOKEN );
		Secrets::store( Secrets::TURN, Site::SECRET );
		$data = Site::ask()->get_data();
		$this->assertNull( $data['user'] );
		$this->assertSame( 'wss://sip.example.org/ws', $data['websocket']['url'] );
		$this->assertSame( array( array( 'urls' => array( 'stun:stun.example.org' ) ) ), $data['ice_servers'] );
	}

	/**
	 * TURN passwords are made when their secret is there.
	 */
	public function test_gives_turn_passwords(): void {
		Site::configure( array( 'ice_servers' => array( 'stun:stun.example.org', 'turn:turn.example.org', 'turns:turn.example.org' ) ) );
		$this->assertCount( 1, Site::ask()->get_data()['ice_servers'] );
		Secrets::store( Secrets::TURN, strrev( Site::SECRET ) );
		$server = Site::ask()->get_data()['ice_servers'][1];
		$this->assertSame( array( 'turn:turn.example.org', 'turns:turn.example.org' ), $server['urls'] );
		$this->assertStringEndsWith( ':guest@example.org', $server['username'] );
	}

	/**
	 * The action is told who called whom, and no token.
	 */
	public function test_tells_others_without_the_token(): void {
		Site::configure();
		$told   = array();
		$listen = static function ( ...$values ) use ( &$told ): void {
			$told = $values;
		};
		add_action( '[= cookiecutter.__prefix =]_session_opened', $listen, 10, 3 );
		Site::ask( 'helpdesk' );
		remove_action( '[= cookiecutter.__prefix =]_session_opened', $listen );
		$this->assertSame( array( 'sip:guest@example.org', array( 'helpdesk@example.org' ), true ), $told );
	}
}
