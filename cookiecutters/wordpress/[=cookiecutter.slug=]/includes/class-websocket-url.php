<?php
/**
 * A WebSocket URL.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Reads ws:// and wss:// URLs.
 *
 * A token follows the path as ";" parameters (reSIProcate's format), so the URL has no query, fragment, user or ";".
 */
final class Websocket_Url {

	private const PATTERN = '~\A(?<scheme>wss?)://(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?<port>:[0-9]{1,5})?(?<path>/[a-z0-9._\~!$&\'()*+,=:@/%-]*)?\z~i';

	/**
	 * "ws" or "wss".
	 *
	 * @var string
	 */
	private string $scheme;

	/**
	 * Host name or address.
	 *
	 * @var string
	 */
	private string $host;

	/**
	 * Port and path.
	 *
	 * @var string
	 */
	private string $rest;

	/**
	 * Reads a URL.
	 *
	 * @param string $text The URL.
	 * @throws \InvalidArgumentException When it is none that a phone can use.
	 */
	public function __construct( string $text ) {
		$parts = array();
		if ( 1 !== preg_match( self::PATTERN, $text, $parts ) || 65535 < (int) substr( $parts['port'] ?? '', 1 ) ) {
			throw new \InvalidArgumentException( 'Not a WebSocket URL.' );
		}
		$this->scheme = strtolower( $parts['scheme'] );
		$this->host   = strtolower( $parts['host'] );
		$this->rest   = ( $parts['port'] ?? '' ) . ( $parts['path'] ?? '' );
	}

	/**
	 * The URL in its usual form.
	 */
	public function __toString(): string {
		return $this->scheme . '://' . $this->host . $this->rest;
	}

	/**
	 * Whether calls and tokens would cross a network unencrypted.
	 */
	public function is_unsafe(): bool {
		return 'ws' === $this->scheme && ! $this->is_loopback();
	}

	/**
	 * Whether the host is this very machine.
	 */
	private function is_loopback(): bool {
		return 1 === preg_match( '/\A(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])\z/', $this->host );
	}
}
