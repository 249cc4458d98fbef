<?php
/**
 * Proof that a request is meant.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Secret;

/**
 * A text that only a page of this site can have fetched for the person who is logged in.
 *
 * It is kept nowhere: it is the time of its end and a keyed hash over that time, the login and the login's session.
 */
final class Nonce {

	public const HEADER = 'X-Phone-Nonce';

	/**
	 * Seconds that a nonce is good. The phone fetches one before each request.
	 */
	private const LIFETIME = 300;

	/**
	 * What the hash is made with.
	 *
	 * @var Secret
	 */
	private Secret $secret;

	/**
	 * Takes a secret.
	 *
	 * @param Secret $secret The secret of the tokens.
	 */
	public function __construct( Secret $secret ) {
		// A key of its own: nothing that is signed here can be taken for a token.
		$this->secret = new Secret( $secret->hash( 'sha256', 'nonce of [= cookiecutter.slug =]' ) );
	}

	/**
	 * Makes a nonce.
	 *
	 * @param Visitor $visitor Who is logged in.
	 * @param int     $now     Unix time in seconds.
	 */
	public function make( Visitor $visitor, int $now ): string {
		$end = $now + self::LIFETIME;
		return $end . '.' . $this->hash( $visitor, $end );
	}

	/**
	 * Whether a nonce is good.
	 *
	 * @param string  $nonce   The nonce.
	 * @param Visitor $visitor Who is logged in.
	 * @param int     $now     Unix time in seconds.
	 */
	public function holds( string $nonce, Visitor $visitor, int $now ): bool {
		if ( 1 !== preg_match( '/\A([0-9]{1,12})\.([0-9a-f]{64})\z/', $nonce, $parts ) ) {
			return false;
		}
		return $now <= (int) $parts[1] && hash_equals( $this->hash( $visitor, (int) $parts[1] ), $parts[2] );
	}

	/**
	 * The keyed hash.
	 *
	 * @param Visitor $visitor Who is logged in.
	 * @param int     $end     Unix time in seconds.
	 */
	private function hash( Visitor $visitor, int $end ): string {
		$parts = array( $end, hash( 'sha256', $visitor->text( 'login' ) ), hash( 'sha256', $visitor->text( 'session' ) ) );
		return bin2hex( $this->secret->hash( 'sha256', implode( '|', $parts ) ) );
	}
}
