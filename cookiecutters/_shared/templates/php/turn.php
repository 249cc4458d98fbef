<?php
/**
 * Credentials for a TURN server.
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
 * Makes short-lived credentials for a TURN server.
 *
 * They are those of draft-uberti-behave-turn-rest-00, which coturn follows.
 */
final class Turn {

	/**
	 * What may name the holder of credentials.
	 */
	private const USER = '/\A[!-9;-\~]{1,320}\z/';

	/**
	 * The secret that the server knows too.
	 *
	 * @var Secret
	 */
	private Secret $secret;

	/**
	 * The URLs of the server.
	 *
	 * @var string[]
	 */
	private array $urls;

	/**
	 * Seconds from now to the expiry.
	 *
	 * @var int
	 */
	private int $lifetime;

	/**
	 * Describes a TURN server.
	 *
	 * @param Secret   $secret   The secret that the server knows too (static-auth-secret); another one than for SIP.
	 * @param string[] $urls     For example "turns:turn.example.org:5349?transport=tcp".
	 * @param int      $lifetime Seconds from now to the expiry, 60 or more. Not looked at again in a running call.
	 * @throws \InvalidArgumentException When the lifetime is too short.
	 */
	public function __construct( Secret $secret, array $urls, int $lifetime ) {
		if ( $lifetime < 60 ) {
			throw new \InvalidArgumentException( 'The lifetime of TURN credentials is 60 seconds or more.' );
		}
		$this->secret   = $secret;
		$this->urls     = array_values( $urls );
		$this->lifetime = $lifetime;
	}

	/**
	 * Makes credentials.
	 *
	 * @param string $user Printable ASCII without a colon, for example "alice@example.org"; for the log of the server.
	 * @param int    $now  Unix time in seconds.
	 * @return array<string,mixed> An RTCIceServer: "urls", "username" and "credential".
	 * @throws \InvalidArgumentException When the user is not such text.
	 */
	public function server( string $user, int $now ): array {
		if ( 1 !== preg_match( self::USER, $user ) ) {
			throw new \InvalidArgumentException( 'The user of TURN credentials is printable ASCII without space and colon.' );
		}
		$username = ( $now + $this->lifetime ) . ':' . $user;
		return array(
			'urls'       => $this->urls,
			'username'   => $username,
[% if base64 is defined %]
			[= base64 =]
[% endif %]
			'credential' => base64_encode( $this->secret->hash( 'sha1', $username ) ),
		);
	}
}
