<?php
/**
 * Tests the session endpoint.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Answer;
use [= cookiecutter.namespace =]\Nonce;
use [= cookiecutter.namespace =]\NonceEndpoint;
use [= cookiecutter.namespace =]\Request;
use [= cookiecutter.namespace =]\SessionEndpoint;
use [= cookiecutter.namespace =]\Settings;

/**
 * Who gets a session, and what is in it.
 */
final class EndpointTest extends \PHPUnit\Framework\TestCase {

	private const NOW    = 1700000000;
	private const SECRET = '0123456789abcdef0123456789abcdef';

	/**
	 * The folder of the counts.
	 *
	 * @var string
	 */
	private string $folder;

	/**
	 * Sets a secret and an empty folder.
	 */
	protected function setUp(): void {
		putenv( '[= cookiecutter.__constant =]_TOKEN_SECRET=' . self::SECRET );
		$this->folder = sys_get_temp_dir() . '/phone-' . bin2hex( random_bytes( 8 ) );
	}

	/**
	 * Removes them.
	 */
	protected function tearDown(): void {
		putenv( '[= cookiecutter.__constant =]_TOKEN_SECRET' );
		array_map( 'unlink', (array) glob( $this->folder . '/*' ) );
		is_dir( $this->folder ) && rmdir( $this->folder );
	}

	/**
	 * A guest calls what guests may call, with the guests' account.
	 */
	public function test_a_guest_gets_a_token_for_the_help_desk(): void {
		$body = $this->ask( array() )->body();
		$this->assertSame( 'sip:guest@example.org', $body['user']['uri'] );
		$this->assertSame( array( 'helpdesk@example.org' ), $body['destinations'] );
		$this->assertStringContainsString( '/ws;WSSessionInfo=1%3A1700000000%3A1700000300%3Aguest%40example.org%3Ahelpdesk%40example.org;', $body['websocket']['url'] );
		$this->assertStringNotContainsString( self::SECRET, (string) json_encode( $body ) );
	}

	/**
	 * A guest calls nobody else, and nobody where guests may not call.
	 */
	public function test_a_guest_is_refused(): void {
		$this->assertSame( 403, $this->ask( array(), array(), '{"destination":"bob"}' )->status() );
		$this->assertSame( 403, $this->ask( array(), array(), '{"destination":"*@*"}' )->status() );
		$this->assertSame( 401, $this->ask( array( 'guest_destinations' => array() ) )->status() );
	}

	/**
	 * A person needs a nonce of their own.
	 */
	public function test_a_person_needs_a_nonce(): void {
		$alice = $this->person( 'alice' );
		$this->assertSame( array( 'nonce_required' => true ), $this->ask( $alice )->body() );
		$header = static function ( string $nonce ): array {
			return array( 'HTTP_X_PHONE_NONCE' => $nonce );
		};
		$nonce  = $this->nonce( $alice );
		$body   = $this->ask( $alice, $header( $nonce ) )->body();
		$this->assertSame( 'sip:alice@example.org', $body['user']['uri'] );
		$this->assertSame( array( 'alice@example.org' ), $body['destinations'] );
		$this->assertSame( 403, $this->ask( $this->person( 'bob' ), $header( $nonce ) )->status() );
		$this->assertSame( 403, $this->ask( $alice, $header( 'x' ) )->status() );
		$this->assertSame( 403, $this->ask( $alice, $header( $nonce ), '{}', self::NOW + 301 )->status() );
		$this->assertSame( 403, $this->ask( $this->person( 'alice', array( 'session' => 'next' ) ), $header( $nonce ) )->status() );
	}

	/**
	 * Logins that are no SIP names, or somebody else's.
	 */
	public function test_no_login_becomes_somebody_else(): void {
		foreach ( array( 'helpdesk', 'HelpDesk', 'guest', 'a b', '*', 'a@b', 'victim@example.org:*@*:x', "a\n" ) as $login ) {
			$this->assertSame( 403, $this->meant( $this->person( $login ) )->status(), $login );
		}
		$hank = $this->person( 'hank', array( 'sip_name' => 'helpdesk' ) );
		$this->assertSame( 'sip:helpdesk@example.org', $this->meant( $hank )->body()['user']['uri'] );
		$this->assertSame( 403, $this->meant( $this->person( 'hank', array( 'sip_name' => 'guest' ) ) )->status() );
	}

	/**
	 * People without rights are guests.
	 */
	public function test_a_person_without_rights_is_a_guest(): void {
		$carol = $this->person(
			'carol',
			array(
				'calls'   => 'none',
				'receive' => false,
			)
		);
		$this->assertTrue( $this->meant( $carol )->body()['user']['guest'] );
		$this->assertSame( 403, $this->meant( array( 'guest_destinations' => array() ) + $carol )->status() );
	}

	/**
	 * Requests that no page of this site sends.
	 */
	public function test_refuses_odd_requests(): void {
		$this->assertSame( 405, $this->ask( array(), array( 'REQUEST_METHOD' => 'GET' ) )->status() );
		$this->assertSame( 403, $this->ask( array(), array( 'HTTP_ORIGIN' => 'https://evil.example' ) )->status() );
		$this->assertSame( 403, $this->ask( array(), array( 'HTTP_ORIGIN' => null ) )->status() );
		$this->assertSame( 415, $this->ask( array(), array( 'CONTENT_TYPE' => 'text/plain' ) )->status() );
		foreach ( array( '', 'null', '1', '"x"', '{', '{"destination":1}', '{"destination":["a"]}', str_repeat( ' ', 5000 ) . '{}', '[[[[[[]]]]]]' ) as $body ) {
			$this->assertSame( 400, $this->ask( array(), array(), $body )->status(), substr( $body, 0, 20 ) );
		}
	}

	/**
	 * The limit is kept, by address, and for IPv6 by network.
	 */
	public function test_keeps_the_limit(): void {
		$two = array( 'rate_guest' => 2 );
		$net = array( 'REMOTE_ADDR' => '2001:db8::1' );
		$this->assertSame( 200, $this->ask( $two, $net )->status() );
		$this->assertSame( 200, $this->ask( $two, array( 'REMOTE_ADDR' => '2001:db8::2' ) )->status() );
		$late = $this->ask( $two, $net );
		$this->assertSame( 429, $late->status() );
		$this->assertSame( '100', $late->header( 'Retry-After' ) );
		$this->assertSame( 200, $this->ask( $two )->status() );
		$this->assertSame( 200, $this->ask( $two, $net, '{}', self::NOW + 100 )->status() );
	}

	/**
	 * Without a secret or a server there is no session.
	 */
	public function test_is_not_set_up_without_secret_or_server(): void {
		$this->assertSame( 503, $this->ask( array( 'websocket_url' => '' ) )->status() );
		putenv( '[= cookiecutter.__constant =]_TOKEN_SECRET' );
		$this->assertSame( 503, $this->ask( array() )->status() );
	}

	/**
	 * With passwords there is no token, and no nonce is wanted.
	 */
	public function test_with_passwords_everybody_gets_the_login_form(): void {
		$body = $this->ask( array( 'sign_in' => 'password' ) + $this->person( 'alice' ) )->body();
		$this->assertNull( $body['user'] );
		$this->assertSame( 'wss://sip.example.org/ws', $body['websocket']['url'] );
	}

	/**
	 * Texts are those of the site.
	 */
	public function test_speaks_the_language_of_the_site(): void {
		$texts = array( 'texts' => array( 'Log in to use the phone.' => 'Bitte anmelden.' ) );
		$this->assertSame( 'Bitte anmelden.', $this->ask( array( 'guest_destinations' => array() ) + $texts )->body()['message'] );
	}

	/**
	 * Settings with somebody logged in.
	 *
	 * @param string              $login The login.
	 * @param array<string,mixed> $more  More of what the site says of the person.
	 * @return array<string,mixed>
	 */
	private function person( string $login, array $more = array() ): array {
		return array(
			'user' => static function () use ( $login, $more ): array {
				return array( 'login' => $login ) + $more;
			},
		);
	}

	/**
	 * Asks with a good nonce.
	 *
	 * @param array<string,mixed> $settings What differs from the settings of these tests.
	 */
	private function meant( array $settings ): Answer {
		return $this->ask( $settings, array( 'HTTP_X_PHONE_NONCE' => $this->nonce( $settings ) ) );
	}

	/**
	 * A good nonce.
	 *
	 * @param array<string,mixed> $settings What differs from the settings of these tests.
	 */
	private function nonce( array $settings ): string {
		$request = new Request( array( 'REQUEST_METHOD' => 'GET' ), '' );
		return (string) ( new NonceEndpoint( $this->settings( $settings ) ) )->answer( $request, self::NOW )->body();
	}

	/**
	 * Asks the endpoint.
	 *
	 * @param array<string,mixed> $settings What differs from the settings of these tests.
	 * @param array<string,mixed> $server   What differs from an ordinary request, as in $_SERVER.
	 * @param string              $body     The body.
	 * @param int                 $now      Unix time in seconds.
	 */
	private function ask( array $settings, array $server = array(), string $body = '{}', int $now = self::NOW ): Answer {
		$ordinary = array(
			'REQUEST_METHOD' => 'POST',
			'CONTENT_TYPE'   => 'application/json',
			'HTTP_HOST'      => 'www.example.org',
			'HTTP_ORIGIN'    => 'https://www.example.org',
			'REMOTE_ADDR'    => '192.0.2.1',
		);
		return ( new SessionEndpoint( $this->settings( $settings ) ) )->answer( new Request( $server + $ordinary, $body ), $now );
	}

	/**
	 * The settings of these tests.
	 *
	 * @param array<string,mixed> $values What differs.
	 */
	private function settings( array $values ): Settings {
		return new Settings(
			$values + array(
				'websocket_url'      => 'wss://sip.example.org/ws',
				'sip_domain'         => 'example.org',
				'guest_destinations' => array( 'helpdesk' ),
				'rate_folder'        => $this->folder,
			)
		);
	}
}
