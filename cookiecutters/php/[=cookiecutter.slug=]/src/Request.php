<?php
/**
 * What a browser asked.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * A request, as PHP has it in $_SERVER.
 */
final class Request {

	/**
	 * The most bytes of a body that are read.
	 */
	public const LONGEST = 4096;

	/**
	 * What stands in $_SERVER.
	 *
	 * @var array<string,mixed>
	 */
	private array $server;

	/**
	 * The body.
	 *
	 * @var string
	 */
	private string $body;

	/**
	 * Describes a request.
	 *
	 * @param array<string,mixed> $server Like $_SERVER.
	 * @param string              $body   The body.
	 */
	public function __construct( array $server, string $body ) {
		$this->server = $server;
		$this->body   = $body;
	}

	/**
	 * The request that is being answered.
	 */
	public static function current(): self {
		return new self( $_SERVER, (string) file_get_contents( 'php://input', false, null, 0, self::LONGEST + 1 ) );
	}

	/**
	 * The method, such as "POST".
	 */
	public function method(): string {
		return $this->variable( 'REQUEST_METHOD' );
	}

	/**
	 * A header, or ''.
	 *
	 * @param string $name Its name, such as "Content-Type".
	 */
	public function header( string $name ): string {
		$key = strtoupper( str_replace( '-', '_', $name ) );
		// Content-Type has no prefix in CGI, and PHP's own server sets both.
		$bare = 'CONTENT_TYPE' === $key ? $this->variable( $key ) : '';
		return '' === $bare ? $this->variable( 'HTTP_' . $key ) : $bare;
	}

	/**
	 * The body.
	 */
	public function body(): string {
		return $this->body;
	}

	/**
	 * The origin that was asked, such as "https://example.org".
	 */
	public function own_origin(): string {
		$https = $this->variable( 'HTTPS' );
		return ( '' === $https || 'off' === strtolower( $https ) ? 'http' : 'https' ) . '://' . strtolower( $this->header( 'Host' ) );
	}

	/**
	 * The address of whoever opened the connection.
	 */
	public function address(): string {
		return $this->variable( 'REMOTE_ADDR' );
	}

	/**
	 * A text of $_SERVER, or ''.
	 *
	 * @param string $name Its name.
	 */
	private function variable( string $name ): string {
		$value = $this->server[ $name ] ?? '';
		return is_string( $value ) ? $value : '';
	}
}
