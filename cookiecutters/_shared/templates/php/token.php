<?php
/**
 * What a SIP server checks when a phone connects.
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
 * A signed token of reSIProcate, for the URL of a WebSocket or for cookies.
 *
 * Whoever holds it can connect until it expires, so it belongs in no page, log
 * or cache. reSIProcate reads tokens in a URL only when the request has a
 * Cookie header too: have the proxy in front of it add one.
 */
final class Token {

	/**
	 * A URL that parameters can follow.
	 *
	 * No query, fragment, user, and no parameter of its own.
	 */
	private const URL = '~\Awss?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?<path>/[A-Za-z0-9._\~!$&\'()*+,=:@/%-]*)?\z~';

	/**
	 * Version, creation, expiry, from and destination, with colons between.
	 *
	 * @var string
	 */
	private string $info;

	/**
	 * An opaque value that the server hands on.
	 *
	 * Never a session ID or anything personal: the callee sees it.
	 *
	 * @var string
	 */
	private string $extra;

	/**
	 * The HMAC of both, in hexadecimal.
	 *
	 * @var string
	 */
	private string $mac;

	/**
	 * Unix time of the expiry, in seconds.
	 *
	 * @var int
	 */
	private int $expires;

	/**
	 * Keeps what a signer made.
	 *
	 * @param string $info    The fields.
	 * @param string $extra   The opaque value.
	 * @param string $mac     The HMAC in hexadecimal.
	 * @param int    $expires Unix time of the expiry, in seconds.
	 */
	public function __construct( string $info, string $extra, string $mac, int $expires ) {
		$this->info    = $info;
		$this->extra   = $extra;
		$this->mac     = $mac;
		$this->expires = $expires;
	}

	/**
	 * Tells the fields.
	 *
	 * @return string For example "1:1700000000:1700000300:alice@example.org:*@example.org".
	 */
	public function info(): string {
		return $this->info;
	}

	/**
	 * Tells the opaque value.
	 *
	 * @return string The value.
	 */
	public function extra(): string {
		return $this->extra;
	}

	/**
	 * Tells the HMAC.
	 *
	 * @return string 40 hexadecimal digits.
	 */
	public function mac(): string {
		return $this->mac;
	}

	/**
	 * Tells the expiry.
	 *
	 * @return int Unix time in seconds.
	 */
	public function expires(): int {
		return $this->expires;
	}

	/**
	 * Adds the token to the URL of a WebSocket.
	 *
	 * @param string $websocket_url For example "wss://sip.example.org/ws/".
	 * @return string The URL, for example "wss://sip.example.org/ws/;WSSessionInfo=…;WSSessionExtra=…;WSSessionMAC=…".
	 * @throws \InvalidArgumentException When it is no WebSocket URL that parameters can follow.
	 */
	public function url( string $websocket_url ): string {
		if ( 1 !== preg_match( self::URL, $websocket_url, $found ) ) {
			throw new \InvalidArgumentException( 'The WebSocket URL is not ws:// or wss://, a host and a path.' );
		}
		$url = $websocket_url . ( isset( $found['path'] ) ? '' : '/' );
		foreach ( $this->cookies() as $name => $value ) {
			$url .= ';' . $name . '=' . rawurlencode( $value );
		}
		return $url;
	}

	/**
	 * Lists the token as cookies, not yet encoded: setcookie() encodes.
	 *
	 * The MAC is last, because reSIProcate misreads a token that ends in an empty value.
	 *
	 * @return array<string,string> Values by name.
	 */
	public function cookies(): array {
		return array(
			'WSSessionInfo'  => $this->info,
			'WSSessionExtra' => $this->extra,
			'WSSessionMAC'   => $this->mac,
		);
	}
}
