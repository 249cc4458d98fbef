<?php
/**
 * Makes tokens.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Sip;
[% if guard is defined %]

[= guard =]
[% endif %]

/**
 * Signs tokens for reSIProcate (its wiki page "SIP Over WebSocket Cookies").
 *
 * Only a checked address and a checked destination can be signed: the server
 * believes every field of a token.
 */
final class Signer {

	/**
	 * The shortest life of a token, in seconds: clocks differ.
	 */
	public const SHORTEST = 60;

	/**
	 * The longest life of a token, in seconds: it cannot be taken back.
	 */
	public const LONGEST = 3600;

	/**
	 * Printable ASCII, short enough for a URL.
	 *
	 * No colon: text could move between the fields and the extra, and the MAC would still be right.
	 */
	private const EXTRA = '/\A[!-9;-\~]{0,128}\z/';

	/**
	 * The secret that the server knows too.
	 *
	 * @var Secret
	 */
	private Secret $secret;

	/**
	 * Keeps the secret.
	 *
	 * @param Secret $secret The secret that the server knows too (WSCookieAuthSharedSecret).
	 */
	public function __construct( Secret $secret ) {
		$this->secret = $secret;
	}

	/**
	 * Makes a token.
	 *
	 * @param Address     $from     Who calls.
	 * @param Destination $to       What may be called.
	 * @param int         $now      Unix time in seconds.
	 * @param int         $lifetime Seconds, from SHORTEST to LONGEST.
	 * @param string|null $extra    An opaque value without a colon, or null for a random one.
	 * @return Token The token.
	 * @throws \InvalidArgumentException When the lifetime or the extra is out of bounds.
	 */
	public function sign( Address $from, Destination $to, int $now, int $lifetime, ?string $extra = null ): Token {
		if ( $lifetime < self::SHORTEST || $lifetime > self::LONGEST ) {
			throw new \InvalidArgumentException( 'The lifetime of a token is 60 to 3600 seconds.' );
		}
		$extra = $extra ?? bin2hex( random_bytes( 16 ) );
		if ( 1 !== preg_match( self::EXTRA, $extra ) ) {
			throw new \InvalidArgumentException( 'The extra of a token is printable ASCII without space and colon.' );
		}
		$info = implode( ':', array( 1, $now, $now + $lifetime, $from, $to ) );
		$mac  = bin2hex( $this->secret->hash( 'sha1', $info . ':' . $extra ) );
		return new Token( $info, $extra, $mac, $now + $lifetime );
	}
}
