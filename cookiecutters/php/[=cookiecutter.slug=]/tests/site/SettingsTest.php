<?php
/**
 * Tests the configuration.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Settings;

/**
 * What config.php may hold, and where secrets may be.
 */
final class SettingsTest extends \PHPUnit\Framework\TestCase {

	/**
	 * The file that is shipped is right.
	 */
	public function test_the_file_that_is_shipped_is_right(): void {
		$this->assertInstanceOf( Settings::class, new Settings( require dirname( __DIR__, 2 ) . '/config.php' ) );
	}

	/**
	 * What is wrong is told, without its value.
	 *
	 * @dataProvider wrong
	 * @param string $name  A setting.
	 * @param mixed  $value A wrong value.
	 */
	public function test_refuses_what_is_wrong( string $name, $value ): void {
		$this->expectException( \InvalidArgumentException::class );
		new Settings( array( $name => $value ) + array( 'sip_domain' => 'example.org' ) );
	}

	/**
	 * Wrong settings.
	 *
	 * @return array<array{string,mixed}>
	 */
	public static function wrong(): array {
		return array(
			array( 'token_livetime', 300 ),
			array( 'token_lifetime', 59 ),
			array( 'token_lifetime', '300' ),
			array( 'websocket_url', 'https://example.org' ),
			array( 'websocket_url', 'wss://example.org/;a=b' ),
			array( 'sip_domain', 'example.org:5060' ),
			array( 'guest_destinations', array( '*@*' ) ),
			array( 'guest_destinations', array( 'a', 1 ) ),
			array( 'guest_user', 'a@b@c' ),
			array( 'origins', array( 'https://example.org/' ) ),
			array( 'ice_servers', array( 'http://example.org' ) ),
			array( 'language', 'xx' ),
			array( 'language', '../config' ),
			array( 'user', 'no function of this name' ),
			array( 'cookie_samesite', 'strict; Domain=evil' ),
			array( 'cookie_path', "/ws; Domain=evil\r\n" ),
			array( 'rate_store', 'memory' ),
			array( 'rate_folder', 'counts' ),
			array( 'token_secret_file', '../secret' ),
		);
	}

	/**
	 * A secret in a file counts after the environment, and never below the web root.
	 */
	public function test_finds_a_secret_in_a_file(): void {
		$file = (string) tempnam( sys_get_temp_dir(), 'secret' );
		file_put_contents( $file, str_repeat( 'x', 32 ) . "\n" );
		$settings = new Settings( array( 'token_secret_file' => $file ) );
		$this->assertNotNull( Secrets::get( $settings, Secrets::TOKEN ) );
		$this->assertNull( Secrets::get( $settings, Secrets::TURN ) );
		$root                     = $_SERVER['DOCUMENT_ROOT'] ?? '';
		$_SERVER['DOCUMENT_ROOT'] = dirname( $file );
		$refused                  = invalid(
			static function () use ( $settings ): void {
				Secrets::get( $settings, Secrets::TOKEN );
			}
		);
		$_SERVER['DOCUMENT_ROOT'] = $root;
		unlink( $file );
		$this->assertTrue( $refused );
	}

	/**
	 * A secret that cannot be used is told by its name.
	 */
	public function test_names_a_secret_that_cannot_be_used(): void {
		$this->expectException( \InvalidArgumentException::class );
		$this->expectExceptionMessage( 'turn_secret_file' );
		Secrets::get( new Settings( array( 'turn_secret_file' => '/nonexistent/secret' ) ), Secrets::TURN );
	}

	/**
	 * A variable that is empty counts as one that is not there: no token is signed with it.
	 */
	public function test_an_empty_variable_is_no_secret(): void {
		foreach ( Secrets::VARIABLES as $kind => $name ) {
			$before = getenv( $name );
			putenv( "$name=" );
			$this->assertNull( Secrets::get( new Settings( array() ), $kind ) );
			putenv( false === $before ? $name : "$name=$before" );
		}
	}
}
