<?php
/**
 * Tests tokens against what the real server accepts.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Destination;
use [= cookiecutter.namespace =]\Sip\Secret;
use [= cookiecutter.namespace =]\Sip\Signer;
use [= cookiecutter.namespace =]\Sip\Token;

/**
 * Tokens against what the real server accepts.
 */
final class SignerTest extends \PHPUnit\Framework\TestCase {

	private const NOW = 1700000000;

	/**
	 * Every vector that lives as long as a token may.
	 */
	public function test_signs_the_vectors(): void {
		$signed = 0;
		foreach ( vectors()['sign'] as $vector ) {
			$lifetime = $vector['expires'] - $vector['created'];
			if ( $lifetime <= Signer::LONGEST ) {
				$token = $this->signer()->sign( Address::parse( $vector['from'] ), $this->destination( $vector['dest'] ), $vector['created'], $lifetime, $vector['extra'] );
				$this->assert_token( $vector, $token );
				++$signed;
			}
		}
		$this->assertSame( 3, $signed );
	}

	/**
	 * The token itself has no opinion on lifetimes.
	 */
	public function test_writes_every_vector_into_a_url(): void {
		foreach ( vectors()['sign'] as $vector ) {
			$this->assert_token( $vector, new Token( $vector['info'], $vector['extra'], $vector['mac'], $vector['expires'] ) );
		}
	}

	/**
	 * Two tokens of the same second differ.
	 */
	public function test_the_extra_is_random_hexadecimal(): void {
		$one   = $this->sign( 300, null );
		$other = $this->sign( 300, null );
		$this->assertMatchesRegularExpression( '/\A[0-9a-f]{32}\z/', $one->extra() );
		$this->assertNotSame( $one->extra(), $other->extra() );
		$this->assertNotSame( $one->mac(), $other->mac() );
	}

	/**
	 * The server ignores what follows the fifth field: with a colon, text could move from the extra to the fields.
	 */
	public function test_the_extra_holds_no_colon(): void {
		foreach ( array( 'a:b', ':', 'a b', "a\n", "\0", "\u{00FC}", str_repeat( 'a', 129 ) ) as $extra ) {
			$attempt = function () use ( $extra ): void {
				$this->sign( 300, $extra );
			};
			$this->assertTrue( invalid( $attempt ), rawurlencode( $extra ) );
		}
	}

	/**
	 * Clocks differ, and a token cannot be taken back.
	 */
	public function test_the_lifetime_has_bounds(): void {
		foreach ( array( -300, 0, 59, 3601, 1700000300000 ) as $lifetime ) {
			$attempt = function () use ( $lifetime ): void {
				$this->sign( $lifetime, null );
			};
			$this->assertTrue( invalid( $attempt ), (string) $lifetime );
		}
		$this->assertSame( self::NOW + 60, $this->sign( 60, null )->expires() );
		$this->assertSame( self::NOW + 3600, $this->sign( 3600, null )->expires() );
	}

	/**
	 * Only "/;" starts parameters for the server, and only a URL with "/" is one for JsSIP.
	 */
	public function test_parameters_follow_the_path_of_the_url(): void {
		$urls = array(
			'wss://sip.example.org'          => 'wss://sip.example.org/;WSSessionInfo=1%3A17',
			'wss://sip.example.org/'         => 'wss://sip.example.org/;WSSessionInfo=1%3A17',
			'wss://sip.example.org/ws'       => 'wss://sip.example.org/ws;WSSessionInfo=1%3A17',
			'wss://sip.example.org/ws/'      => 'wss://sip.example.org/ws/;WSSessionInfo=1%3A17',
			'ws://127.0.0.1:8080/a/b%20c/'   => 'ws://127.0.0.1:8080/a/b%20c/;WSSessionInfo=1%3A17',
			'wss://[2001:db8::1]:7443/sip-x' => 'wss://[2001:db8::1]:7443/sip-x;WSSessionInfo=1%3A17',
		);
		foreach ( $urls as $url => $start ) {
			$this->assertStringStartsWith( $start, $this->sign( 300, null )->url( $url ) );
		}
	}

	/**
	 * These would lose the token, or hand it to someone else.
	 */
	public function test_refuses_urls_that_parameters_cannot_follow(): void {
		$urls = array(
			'',
			'wss://',
			'wss:///ws',
			'//sip.example.org/',
			'https://sip.example.org/',
			'wss://sip.example.org?a=b',
			'wss://sip.example.org/?a=b',
			'wss://sip.example.org/#a',
			'wss://sip.example.org/;a=b',
			'wss://sip.example.org;a=b',
			'wss://alice:secret@sip.example.org/',
			'wss://sip.example.org@evil.example/',
			'wss://sip.example.org:/',
			'wss://sip.example.org/ ws',
			' wss://sip.example.org/',
			"wss://sip.example.org/\n",
			"wss://sip.example.org\0/",
			'wss://sip.example.org\\ws',
		);
		foreach ( $urls as $url ) {
			$attempt = function () use ( $url ): void {
				$this->sign( 300, null )->url( $url );
			};
			$this->assertTrue( invalid( $attempt ), rawurlencode( $url ) );
		}
	}

	/**
	 * The server misreads an empty value in the last place.
	 */
	public function test_the_mac_is_last(): void {
		$token = $this->sign( 300, '' );
		$this->assertStringEndsWith( ';WSSessionExtra=;WSSessionMAC=' . $token->mac(), $token->url( 'wss://sip.example.org' ) );
		$this->assertSame( array( 'WSSessionInfo', 'WSSessionExtra', 'WSSessionMAC' ), array_keys( $token->cookies() ) );
		$this->assertSame( array( $token->info(), '', $token->mac() ), array_values( $token->cookies() ) );
	}

	/**
	 * A raw "+" would be read as a space.
	 */
	public function test_a_telephone_number_is_encoded(): void {
		$token = $this->signer()->sign( Address::parse( '+4930123456@example.org' ), Destination::anyone(), self::NOW, 300 );
		$this->assertStringContainsString( '%3A%2B4930123456%40example.org%3A', $token->url( 'wss://sip.example.org' ) );
	}

	/**
	 * The stack aborts at 8192 bytes of request.
	 */
	public function test_the_longest_token_leaves_room_in_the_request(): void {
		$label   = str_repeat( 'a', 63 );
		$address = Address::parse( str_repeat( '+', 64 ) . "@$label.$label.$label." . str_repeat( 'a', 61 ) );
		$token   = $this->signer()->sign( $address, Destination::address( $address ), self::NOW, 300, str_repeat( '~', 128 ) );
		$this->assertLessThan( 2048, strlen( $token->url( 'wss://sip.example.org' ) ) );
	}

	/**
	 * Makes the signer of the vectors.
	 *
	 * @return Signer The signer.
	 */
	private function signer(): Signer {
		return new Signer( new Secret( vectors()['secret'] ) );
	}

	/**
	 * Signs for Alice.
	 *
	 * @param int         $lifetime Seconds.
	 * @param string|null $extra    The opaque value.
	 * @return Token The token.
	 */
	private function sign( int $lifetime, ?string $extra ): Token {
		return $this->signer()->sign( Address::parse( 'alice@example.org' ), Destination::anyone(), self::NOW, $lifetime, $extra );
	}

	/**
	 * Reads the destination of a vector.
	 *
	 * @param string $text For example "*@*".
	 * @return Destination The destination.
	 */
	private function destination( string $text ): Destination {
		return '*@*' === $text ? Destination::anyone() : Destination::address( Address::parse( $text ) );
	}

	/**
	 * Compares a token with a vector.
	 *
	 * @param array<string,mixed> $vector A vector.
	 * @param Token               $token  A token.
	 */
	private function assert_token( array $vector, Token $token ): void {
		$this->assertSame( $vector['info'], $token->info(), $vector['name'] );
		$this->assertSame( $vector['extra'], $token->extra(), $vector['name'] );
		$this->assertSame( $vector['mac'], $token->mac(), $vector['name'] );
		$this->assertSame( $vector['expires'], $token->expires(), $vector['name'] );
		$this->assertSame( 'wss://sip.example.org/' . $vector['url_suffix'], $token->url( 'wss://sip.example.org' ), $vector['name'] );
	}
}
