<?php
/**
 * Tests the settings.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Admin\Settings_Page;
use [= cookiecutter.namespace =]\Admin\Settings_Validator;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * What the settings page accepts.
 *
 * @requires function wp_insert_user
 */
final class SettingsTest extends \PHPUnit\Framework\TestCase {

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
	 * Pages without a phone do not load the settings.
	 */
	public function test_not_every_page_loads_the_settings(): void {
		$this->assertArrayNotHasKey( Settings::OPTION, wp_load_alloptions( true ) );
		Site::configure();
		$this->assertArrayNotHasKey( Settings::OPTION, wp_load_alloptions( true ) );
	}

	/**
	 * Right values are saved in their usual form.
	 */
	public function test_saves_what_is_right(): void {
		$saved = Settings_Validator::sanitize(
			array(
				'websocket_url'      => ' WSS://SIP.example.org:8443/a%20b/ ',
				'sip_domain'         => 'Example.ORG',
				'sign_in'            => 'password',
				'token_lifetime'     => '60',
				'guest_user'         => 'Visitor',
				'guest_name'         => 'A visitor',
				'guest_destinations' => "helpdesk\r\n\r\n sales@example.net \nhelpdesk",
				'user_destinations'  => '+4930123456',
				'ice_servers'        => "stun:stun.example.org\nturns:turn.example.org:5349?transport=tcp",
				'turn_lifetime'      => '86400',
				'features'           => array( '', 'relay_only', 'chat', 'no such thing', 'chat' ),
			)
		);
		$this->assertSame(
			array(
				'websocket_url'      => 'wss://sip.example.org:8443/a%20b/',
				'sip_domain'         => 'example.org',
				'sign_in'            => 'password',
				'token_lifetime'     => 60,
				'guest_user'         => 'visitor',
				'guest_name'         => 'A visitor',
				'guest_destinations' => array( 'helpdesk', 'sales@example.net' ),
				'user_destinations'  => array( '+4930123456' ),
				'ice_servers'        => array( 'stun:stun.example.org', 'turns:turn.example.org:5349?transport=tcp' ),
				'turn_lifetime'      => 86400,
				'features'           => array( 'chat', 'relay_only' ),
			),
			$saved
		);
		$this->assertSame( array(), get_settings_errors() );
	}

	/**
	 * Wrong values, one at a time.
	 *
	 * @return iterable<array{string, string}>
	 */
	public function wrong(): iterable {
		$wrong = array(
			'websocket_url'      => array( 'https://sip.example.org', 'wss://', 'sip.example.org', 'wss://a b', 'wss://sip.example.org/?a=b', 'wss://sip.example.org/#a', 'wss://sip.example.org/;a=b', 'wss://user:pass@sip.example.org', '<b>wss://sip.example.org', 'wss://sip.example.org:99999', 'javascript:alert(1)' ),
			'sip_domain'         => array( 'example.org:5060', 'sip:example.org', '*', 'a b', 'x@y', 'example%2e.org', 'example.org;x' ),
			'token_lifetime'     => array( '59', '3601', '300s', '', '1e3' ),
			'turn_lifetime'      => array( '299', '86401' ),
			'guest_user'         => array( '', '*', 'a:b', 'a@b', 'a b', 'ünal' ),
			'guest_name'         => array( '', str_repeat( 'x', 65 ) ),
			'guest_destinations' => array( 'help%64desk', '*', "helpdesk\nbob smith", '*@*', 'a@b@c', 'sip:x;y', '*@example.org' ),
			'user_destinations'  => array( 'a:b' ),
			'ice_servers'        => array( 'http://x', 'stun:', 'turn:host?transport=sctp', 'stun:a b', "stun:ok.example.org\nfoo", 'turn:user@host' ),
		);
		foreach ( $wrong as $key => $values ) {
			foreach ( $values as $value ) {
				yield $key . ' ' . $value => array( $key, $value );
			}
		}
	}

	/**
	 * A wrong value is reported and keeps what was there; the others are saved.
	 *
	 * @dataProvider wrong
	 *
	 * @param string $key   Name of the setting.
	 * @param string $value A wrong value.
	 */
	public function test_keeps_the_old_value_of_a_wrong_field( string $key, string $value ): void {
		Site::configure();
		$before = Settings::load()->all();
		$other  = 'guest_name' === $key ? 'guest_user' : 'guest_name';
		$saved  = Settings_Validator::sanitize(
			array(
				$key   => $value,
				$other => 'other',
			)
		);
		$this->assertSame( array( $other => 'other' ) + $before, array( $other => $saved[ $other ] ) + $saved );
		$this->assertSame( $before[ $key ], $saved[ $key ] );
		$this->assertSame( array( $key ), array_column( get_settings_errors( Settings::OPTION ), 'code' ) );
	}

	/**
	 * Text that was entered is quoted as text.
	 */
	public function test_messages_escape_what_was_entered(): void {
		Settings_Validator::sanitize( array( 'ice_servers' => 'a"onload=x&b' ) );
		$message = get_settings_errors( Settings::OPTION )[0]['message'];
		$this->assertStringContainsString( 'a&quot;onload=x&amp;b', $message );
	}

	/**
	 * Unencrypted connections are saved with a warning, except to the same machine.
	 */
	public function test_warns_of_unencrypted_connections(): void {
		foreach ( array( 'ws://127.0.0.1:8080', 'ws://localhost/ws', 'ws://[::1]:8080' ) as $url ) {
			$this->assertSame( $url, Settings_Validator::sanitize( array( 'websocket_url' => $url ) )['websocket_url'] );
			$this->assertSame( array(), get_settings_errors() );
		}
		$this->assertSame( 'ws://sip.example.org', Settings_Validator::sanitize( array( 'websocket_url' => 'ws://sip.example.org' ) )['websocket_url'] );
		$this->assertSame( array( 'warning' ), array_column( get_settings_errors(), 'type' ) );
	}

	/**
	 * An address without a domain needs the SIP domain, also one that is entered at the same time.
	 */
	public function test_bare_addresses_need_the_domain(): void {
		$input = array( 'guest_destinations' => 'helpdesk' );
		update_option( Settings::OPTION, array( 'sip_domain' => '' ) );
		$this->assertSame( array(), Settings_Validator::sanitize( $input )['guest_destinations'] );
		$this->assertSame( array( 'helpdesk' ), Settings_Validator::sanitize( $input + array( 'sip_domain' => 'example.org' ) )['guest_destinations'] );
	}

	/**
	 * Who lists the login of somebody without a given SIP name is told that this reserves it.
	 */
	public function test_warns_when_a_login_becomes_reserved(): void {
		$user  = Site::user( 'bob' );
		$input = array(
			'sip_domain'        => 'example.org',
			'user_destinations' => "BOB\nhelpdesk",
		);
		$this->assertSame( array( 'BOB', 'helpdesk' ), Settings_Validator::sanitize( $input )['user_destinations'] );
		$this->assertSame( array( 'warning' ), array_column( get_settings_errors(), 'type' ) );
		$GLOBALS['wp_settings_errors'] = array(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- A new request begins.
		Sip_Names::set( $user->ID, 'bob' );
		Settings_Validator::sanitize( $input );
		$this->assertSame( array(), get_settings_errors() );
	}

	/**
	 * Whatever is posted instead of the form does no harm.
	 */
	public function test_survives_other_input(): void {
		$before = Settings::load()->all();
		foreach ( array( null, '', 'x', array( 'websocket_url' => array( 'x' ) ), array( 'unknown' => 'x' ), array( 'ice_servers' => array( array() ) ) ) as $input ) {
			$this->assertSame( $before, Settings_Validator::sanitize( $input ) );
		}
	}

	/**
	 * Values of wrong types in the database become defaults.
	 */
	public function test_ignores_wrong_types_in_the_database(): void {
		$settings = new Settings(
			array(
				'websocket_url'      => array(),
				'token_lifetime'     => '60',
				'guest_destinations' => 'x',
				'sip_domain'         => 'example.net',
			)
		);
		$this->assertSame( array( 'sip_domain' => 'example.net' ) + Settings::DEFAULTS, array( 'sip_domain' => $settings->domain() ) + $settings->all() );
	}

	/**
	 * Only those who may manage the phone see the page.
	 */
	public function test_the_page_is_for_those_who_manage(): void {
		wp_set_current_user( Site::user( 'reader' )->ID );
		$this->expectOutputString( '' );
		Settings_Page::render();
	}
}
