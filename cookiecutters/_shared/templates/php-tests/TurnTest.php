<?php
/**
 * Tests TURN credentials.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Secret;
use [= cookiecutter.namespace =]\Sip\Turn;

/**
 * TURN credentials.
 */
final class TurnTest extends \PHPUnit\Framework\TestCase {

	/**
	 * The vector that coturn and Kamailio accept.
	 */
	public function test_makes_the_credentials_of_the_vectors(): void {
		$vector = vectors()['turn'][0];
		$turn   = new Turn( new Secret( $vector['secret'] ), array( 'turns:turn.example.org' ), 300 );
		$this->assertSame(
			array(
				'urls'       => array( 'turns:turn.example.org' ),
				'username'   => $vector['username'],
				'credential' => $vector['password'],
			),
			$turn->server( 'alice@example.org', 1700000000 )
		);
	}

	/**
	 * The page wants a JSON list.
	 */
	public function test_urls_are_a_list(): void {
		$urls = array_filter( array( 'turn:a.example', '', 'turn:b.example' ) );
		$turn = new Turn( new Secret( vectors()['secret'] ), $urls, 300 );
		$this->assertSame( array( 'turn:a.example', 'turn:b.example' ), $turn->server( 'alice', 0 )['urls'] );
	}

	/**
	 * A colon would make the name of the holder an expiry.
	 */
	public function test_refuses_a_user_that_is_no_plain_text(): void {
		foreach ( array( '', 'a:b', 'a b', "a\n", "a\0", "\u{00FC}", str_repeat( 'a', 321 ) ) as $user ) {
			$attempt = static function () use ( $user ): void {
				( new Turn( new Secret( vectors()['secret'] ), array(), 300 ) )->server( $user, 0 );
			};
			$this->assertTrue( invalid( $attempt ), rawurlencode( $user ) );
		}
	}

	/**
	 * Clocks differ.
	 */
	public function test_refuses_a_short_lifetime(): void {
		$attempt = static function (): void {
			new Turn( new Secret( vectors()['secret'] ), array(), 59 );
		};
		$this->assertTrue( invalid( $attempt ) );
	}
}
