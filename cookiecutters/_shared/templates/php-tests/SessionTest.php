<?php
/**
 * Tests what a page may know.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Caller;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip\Refusal;
use [= cookiecutter.namespace =]\Sip\Secret;
use [= cookiecutter.namespace =]\Sip\Session;
use [= cookiecutter.namespace =]\Sip\Signer;
use [= cookiecutter.namespace =]\Sip\Turn;

/**
 * What a page may know.
 */
final class SessionTest extends \PHPUnit\Framework\TestCase {

	private const NOW = 1700000000;

	private const STUN = array( 'urls' => array( 'stun:stun.example.org' ) );

	/**
	 * A user of the site gets an identity, a token and a relay.
	 */
	public function test_opens_for_a_user(): void {
		$answer = $this->session( true )->open( $this->alice(), new Policy( Policy::DOMAIN, 'example.org' ), null, self::NOW );
		$this->assertStringStartsWith(
			'wss://sip.example.org/ws/;WSSessionInfo=1%3A1700000000%3A1700000300%3Aalice%40example.org%3A%2A%40example.org;',
			$answer['websocket']['url']
		);
		$this->assertSame( self::NOW + 300, $answer['websocket']['expires'] );
		$this->assertSame( self::STUN, $answer['ice_servers'][0] );
		$this->assertSame( '1700086400:alice@example.org', $answer['ice_servers'][1]['username'] );
		$this->assertSame(
			array(
				'uri'          => 'sip:alice@example.org',
				'display_name' => 'Alice "A." <b>',
				'register'     => true,
				'guest'        => false,
			),
			$answer['user']
		);
		$this->assertSame( array( '*@example.org' ), $answer['destinations'] );
		$this->assertSame( self::NOW, $answer['server_time'] );
	}

	/**
	 * A guest gets a token for the one address.
	 */
	public function test_opens_for_a_guest(): void {
		$guest  = new Caller( Address::parse( 'guest@example.org' ), '', false, true );
		$policy = new Policy( Policy::LISTED, '', Address::parse( 'helpdesk@example.org' ) );
		$answer = $this->session( true )->open( $guest, $policy, null, self::NOW );
		$this->assertTrue( $answer['user']['guest'] );
		$this->assertSame( array( 'helpdesk@example.org' ), $answer['destinations'] );
		$this->assertStringContainsString( '%3Aguest%40example.org%3Ahelpdesk%40example.org;', $answer['websocket']['url'] );
	}

	/**
	 * No token for a call that is not allowed.
	 */
	public function test_refuses_a_destination_out_of_reach(): void {
		$attempt = function (): void {
			$this->session( true )->open( $this->alice(), new Policy( Policy::NONE, '' ), Address::parse( 'bob@example.org' ), self::NOW );
		};
		$this->assertSame( Refusal::DESTINATION, verdict( $attempt ) );
	}

	/**
	 * Without a signer the page shows its login form, whoever asks.
	 */
	public function test_without_a_signer_there_is_a_login_form(): void {
		$expected = array(
			'websocket'    => array(
				'url'     => 'wss://sip.example.org/ws/',
				'expires' => null,
			),
			'ice_servers'  => array( self::STUN ),
			'user'         => null,
			'destinations' => array( '*@*' ),
			'server_time'  => self::NOW,
		);
		$session  = $this->session( false );
		$this->assertSame( $expected, $session->anonymous( self::NOW ) );
		$this->assertSame( $expected, $session->open( $this->alice(), new Policy( Policy::NONE, '' ), null, self::NOW ) );
		$this->assertSame( $expected, $this->session( true )->anonymous( self::NOW ) );
	}

	/**
	 * The answer is for a page: it holds no secret of a server.
	 */
	public function test_the_answer_holds_no_secret(): void {
		$answer = $this->session( true )->open( $this->alice(), new Policy( Policy::ANYONE, '' ), null, self::NOW );
		$this->assertStringNotContainsString( 'secret-of', http_build_query( $answer ) );
	}

	/**
	 * A line break in a display name would be a new SIP header.
	 */
	public function test_a_display_name_is_one_line(): void {
		$caller = new Caller( Address::parse( 'alice@example.org' ), " Zo\u{00EB}\r\nX-Evil: 1\0\x7F", true, false );
		$this->assertSame( "Zo\u{00EB} X-Evil: 1", $caller->display() );
	}

	/**
	 * Describes the servers.
	 *
	 * @param bool $signed Whether there is a signer.
	 * @return Session The session.
	 */
	private function session( bool $signed ): Session {
		$signer = new Signer( new Secret( 'secret-of-the-sip-server-0123456789' ) );
		$turn   = new Turn( new Secret( 'secret-of-the-turn-server-0123456789' ), array( 'turn:turn.example.org' ), 86400 );
		return new Session( 'wss://sip.example.org/ws/', array( 3 => self::STUN ), 300, $signed ? $signer : null, $turn );
	}

	/**
	 * Makes a user.
	 *
	 * @return Caller The user.
	 */
	private function alice(): Caller {
		return new Caller( Address::parse( 'alice@example.org' ), 'Alice "A." <b>', true, false );
	}
}
