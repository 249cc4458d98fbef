<?php
/**
 * Tests how a secret is kept.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Secret;

/**
 * How a secret is kept.
 */
final class SecretTest extends \PHPUnit\Framework\TestCase {

	/**
	 * A secret that is long enough.
	 */
	private const VALUE = 'correct-horse-battery-staple-0123456789';

	/**
	 * The MACs that the real server accepts.
	 */
	public function test_hashes_like_the_server(): void {
		foreach ( vectors()['sign'] as $vector ) {
			$secret = new Secret( vectors()['secret'] );
			$mac    = bin2hex( $secret->hash( 'sha1', $vector['info'] . ':' . $vector['extra'] ) );
			$this->assertSame( $vector['mac'], $mac, $vector['name'] );
		}
	}

	/**
	 * The bound is in bytes.
	 */
	public function test_refuses_a_short_secret(): void {
		foreach ( array( '', 'secret', str_repeat( 'a', 31 ) ) as $value ) {
			$attempt = static function () use ( $value ): void {
				new Secret( $value );
			};
			$this->assertTrue( invalid( $attempt ), $value );
		}
		$this->assertSame( 20, strlen( ( new Secret( str_repeat( 'a', 32 ) ) )->hash( 'sha1', '' ) ) );
	}

	/**
	 * Neither the message nor the stack trace of the refusal has the value.
	 */
	public function test_a_refusal_does_not_show_the_secret(): void {
		try {
			new Secret( 'too-short-to-be-accepted' );
			$shown = 'accepted';
		} catch ( \InvalidArgumentException $exception ) {
			$shown = (string) $exception;
		}
		$this->assertStringContainsString( '32 bytes', $shown );
		$this->assertStringNotContainsString( 'too-short', $shown );
	}

	/**
	 * Debug output ends up in logs and on pages.
	 */
	public function test_no_dump_shows_the_secret(): void {
		foreach ( array( 'var_dump', 'print_r', 'var_export' ) as $dump ) {
			ob_start();
			$dump( new Secret( self::VALUE ) );
			$this->assertStringNotContainsString( 'correct-horse', (string) ob_get_clean(), $dump );
		}
	}

	/**
	 * A secret stays out of caches and sessions.
	 */
	public function test_cannot_be_serialised(): void {
		$serialise = 'serialize';
		$this->expectException( \Exception::class );
		$serialise( new Secret( self::VALUE ) );
	}

	/**
	 * On every PHP in the same way.
	 */
	public function test_refuses_an_unknown_algorithm(): void {
		$attempt = static function (): void {
			( new Secret( self::VALUE ) )->hash( 'rot13', 'x' );
		};
		$this->assertTrue( invalid( $attempt ) );
	}
}
