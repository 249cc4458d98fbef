<?php
/**
 * Counts in Redis.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Counter;

/**
 * Keeps counts in a Redis (or Valkey) that several web servers share. It needs no PHP extension.
 */
final class RedisCounter implements Counter {

	/**
	 * Seconds to wait for an answer.
	 */
	private const PATIENCE = 2;

	/**
	 * Where Redis is.
	 *
	 * @var string
	 */
	private string $url;

	/**
	 * Takes an address.
	 *
	 * @param string $url "tcp://host:port", "tls://host:port", with "password@" or "user:password@" before the host
	 *                    (percent-encoded), or "unix:///path".
	 */
	public function __construct(
		#[\SensitiveParameter]
		string $url
	) {
		$this->url = $url;
	}

	/**
	 * Adds one to a count.
	 *
	 * @param string $key     Name of the count: letters and digits.
	 * @param int    $seconds Seconds after which it may be forgotten.
	 * @throws \RuntimeException When Redis does not count.
	 */
	public function add( string $key, int $seconds ): int {
		list( $address, $login ) = $this->parts();
		$redis                   = @stream_socket_client( $address, $code, $message, self::PATIENCE );
		if ( false === $redis ) {
			throw new \RuntimeException( 'Redis cannot be reached.' );
		}
		stream_set_timeout( $redis, self::PATIENCE );
		if ( array() !== $login ) {
			self::ask( $redis, 'AUTH', ...$login );
		}
		$count = (int) self::ask( $redis, 'INCR', $key );
		self::ask( $redis, 'EXPIRE', $key, (string) $seconds );
		fclose( $redis );
		return $count;
	}

	/**
	 * Takes the login out of the address.
	 *
	 * @return array{string,string[]} The address without login, and the login.
	 */
	private function parts(): array {
		if ( 1 !== preg_match( '~\A([a-z]+://)([^@/]+)@(.*)\z~', $this->url, $found ) ) {
			return array( $this->url, array() );
		}
		return array( $found[1] . $found[3], array_map( 'rawurldecode', explode( ':', $found[2], 2 ) ) );
	}

	/**
	 * Sends a command (RESP, https://redis.io/docs/latest/develop/reference/protocol-spec/).
	 *
	 * @param resource $redis    The connection.
	 * @param string   ...$words The command.
	 * @return string The answer, without its type.
	 * @throws \RuntimeException When there is none, or it is an error.
	 */
	private static function ask( $redis, string ...$words ): string {
		$command = '*' . count( $words ) . "\r\n";
		foreach ( $words as $word ) {
			$command .= '$' . strlen( $word ) . "\r\n" . $word . "\r\n";
		}
		fwrite( $redis, $command );
		$answer = (string) fgets( $redis, 1000 );
		if ( 1 !== preg_match( '/\A[+:](.*)\r\n\z/', $answer, $found ) ) {
			throw new \RuntimeException( 'Redis refused or did not answer.' );
		}
		return $found[1];
	}
}
