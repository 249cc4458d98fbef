<?php
/**
 * Tests the examples of "who is logged in".
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

/**
 * Nobody says of themselves who they are.
 */
final class LoginTest extends \PHPUnit\Framework\TestCase {

	/**
	 * What stands in $_SERVER outside the tests.
	 *
	 * @var array<string,mixed>
	 */
	private array $server;

	/**
	 * Keeps $_SERVER.
	 */
	protected function setUp(): void {
		$this->server = $_SERVER;
	}

	/**
	 * Puts it back.
	 */
	protected function tearDown(): void {
		$_SERVER = $this->server;
	}

	/**
	 * HTTP authentication counts when the web server has checked it.
	 */
	public function test_believes_the_web_server(): void {
		$this->assertNull( $this->ask( 'http-auth', array( 'PHP_AUTH_USER' => 'alice' ) ) );
		$this->assertNull( $this->ask( 'http-auth', array( 'HTTP_REMOTE_USER' => 'alice' ) ) );
		$this->assertSame( 'alice', $this->ask( 'http-auth', array( 'REMOTE_USER' => 'alice' ) )['login'] );
	}

	/**
	 * A header counts when it comes from the proxy.
	 */
	public function test_believes_the_proxy_and_nobody_else(): void {
		$header = array( 'HTTP_X_REMOTE_USER' => 'alice' );
		$this->assertNull( $this->ask( 'proxy-header', $header + array( 'REMOTE_ADDR' => '192.0.2.1' ) ) );
		$this->assertNull( $this->ask( 'proxy-header', array( 'REMOTE_ADDR' => '127.0.0.1' ) ) );
		$this->assertSame( 'alice', $this->ask( 'proxy-header', $header + array( 'REMOTE_ADDR' => '127.0.0.1' ) )['login'] );
	}

	/**
	 * Without a cookie of a session nobody is logged in, and no session begins.
	 */
	public function test_starts_no_session_for_guests(): void {
		$this->assertNull( $this->ask( 'php-session', array() ) );
		$this->assertSame( PHP_SESSION_NONE, session_status() );
	}

	/**
	 * Asks an example.
	 *
	 * @param string              $name   Its name.
	 * @param array<string,mixed> $server What it finds in $_SERVER.
	 * @return array<string,mixed>|null
	 */
	private function ask( string $name, array $server ): ?array {
		$_SERVER = $server;
		$find    = require dirname( __DIR__, 2 ) . '/examples/login/' . $name . '.php';
		return $find();
	}
}
