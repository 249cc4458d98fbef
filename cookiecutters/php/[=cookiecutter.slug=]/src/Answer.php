<?php
/**
 * What an endpoint answers.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * An answer that no cache keeps and no other site reads.
 */
final class Answer {

	private const HEADERS = array(
		'Cache-Control'          => 'no-store, private',
		'Vary'                   => 'Cookie, Origin',
		'X-Content-Type-Options' => 'nosniff',
	);

	/**
	 * The HTTP status.
	 *
	 * @var int
	 */
	private int $status;

	/**
	 * The body: an array is sent as JSON, text as it is.
	 *
	 * @var array<string,mixed>|string
	 */
	private $body;

	/**
	 * Headers by name.
	 *
	 * @var array<string,string>
	 */
	private array $headers;

	/**
	 * Makes an answer.
	 *
	 * @param int                        $status  HTTP status.
	 * @param array<string,mixed>|string $body    An array for JSON, or text.
	 * @param array<string,string>       $headers More headers.
	 */
	public function __construct( int $status, $body, array $headers = array() ) {
		$this->status  = $status;
		$this->body    = $body;
		$this->headers = $headers + self::HEADERS + array( 'Content-Type' => is_array( $body ) ? 'application/json' : 'text/plain; charset=utf-8' );
	}

	/**
	 * A refusal.
	 *
	 * @param int                  $status  HTTP status.
	 * @param string               $code    What went wrong, for programs.
	 * @param string               $message What went wrong, for people.
	 * @param array<string,string> $headers More headers.
	 */
	public static function error( int $status, string $code, string $message, array $headers = array() ): self {
		$body = array(
			'code'    => $code,
			'message' => $message,
		);
		return new self( $status, $body, $headers );
	}

	/**
	 * The HTTP status.
	 */
	public function status(): int {
		return $this->status;
	}

	/**
	 * The body.
	 *
	 * @return array<string,mixed>|string
	 */
	public function body() {
		return $this->body;
	}

	/**
	 * A header, or ''.
	 *
	 * @param string $name Its name.
	 */
	public function header( string $name ): string {
		return $this->headers[ $name ] ?? '';
	}

	/**
	 * Sends it.
	 */
	public function send(): void {
		// PHP's session sends a Cache-Control and a Pragma of its own.
		header_remove( 'Pragma' );
		header_remove( 'Expires' );
		http_response_code( $this->status );
		foreach ( $this->headers as $name => $value ) {
			header( $name . ': ' . $value );
		}
		$flags = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;
		echo is_array( $this->body ) ? (string) json_encode( $this->body, $flags ) : $this->body;
	}
}
