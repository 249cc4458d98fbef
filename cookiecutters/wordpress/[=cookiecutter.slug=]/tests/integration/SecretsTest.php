<?php
/**
 * Tests the secrets.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Admin\Secrets_Page;
use [= cookiecutter.namespace =]\Admin\Site_Health;
use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Secrets;

/**
 * Where secrets come from, and that they stay there.
 *
 * @requires function wp_insert_user
 */
final class SecretsTest extends \PHPUnit\Framework\TestCase {

	/**
	 * Each test starts with a site as it is after activation.
	 */
	protected function setUp(): void {
		Site::reset();
	}

	/**
	 * The last test leaves such a site, too.
	 */
	protected function tearDown(): void {
		Site::reset();
	}

	/**
	 * The environment comes before the database.
	 */
	public function test_the_environment_comes_before_the_database(): void {
		$this->assertSame( '', Secrets::source( Secrets::TOKEN ) );
		$this->assertNull( Secrets::get( Secrets::TOKEN ) );
		Secrets::store( Secrets::TOKEN, Site::SECRET );
		$this->assertSame( Secrets::DATABASE, Secrets::source( Secrets::TOKEN ) );
		putenv( Secrets::CONSTANTS[ Secrets::TOKEN ] . '=' . strrev( Site::SECRET ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.runtime_configuration_putenv -- What is tested.
		$secret = Secrets::get( Secrets::TOKEN );
		$source = Secrets::source( Secrets::TOKEN );
		putenv( Secrets::CONSTANTS[ Secrets::TOKEN ] ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.runtime_configuration_putenv -- As above.
		$this->assertSame( Secrets::ENVIRONMENT, $source );
		$this->assertSame( hash_hmac( 'sha1', 'x', strrev( Site::SECRET ), true ), $secret ? $secret->hash( 'sha1', 'x' ) : '' );
	}

	/**
	 * A secret that is too short is as good as none.
	 */
	public function test_refuses_a_short_secret(): void {
		Secrets::store( Secrets::TURN, 'short' );
		$this->assertTrue( Secrets::is_short( Secrets::TURN ) );
		$this->assertNull( Secrets::get( Secrets::TURN ) );
	}

	/**
	 * A secret in the database is not loaded with every page.
	 */
	public function test_a_secret_is_not_autoloaded(): void {
		Secrets::store( Secrets::TOKEN, Site::SECRET );
		$this->assertArrayNotHasKey( Secrets::OPTIONS[ Secrets::TOKEN ], wp_load_alloptions( true ) );
	}

	/**
	 * WordPress's own page of all options shows no secret: it shows those that are text.
	 */
	public function test_a_secret_is_stored_as_no_text(): void {
		global $wpdb;
		Secrets::store( Secrets::TOKEN, Site::SECRET );
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- What is tested is what is in the database.
		$stored = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", Secrets::OPTIONS[ Secrets::TOKEN ] ) );
		$this->assertTrue( is_serialized( $stored ) );
		$this->assertNotNull( Secrets::get( Secrets::TOKEN ) );
		update_option( Secrets::OPTIONS[ Secrets::TOKEN ], Site::SECRET );
		$this->assertNotNull( Secrets::get( Secrets::TOKEN ), 'A text is read, too: wp option update writes one.' );
	}

	/**
	 * A secret that was moved to the environment can be removed from the database.
	 */
	public function test_a_copy_in_the_database_is_not_forgotten(): void {
		Site::configure();
		putenv( Secrets::CONSTANTS[ Secrets::TOKEN ] . '=' . strrev( Site::SECRET ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.runtime_configuration_putenv -- What is tested.
		ob_start();
		Secrets_Page::render();
		$html   = (string) ob_get_clean();
		$status = Site_Health::secrets()['status'];
		putenv( Secrets::CONSTANTS[ Secrets::TOKEN ] ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.runtime_configuration_putenv -- As above.
		$this->assertStringContainsString( 'name="remove[token]"', $html );
		$this->assertSame( 'recommended', $status );
	}

	/**
	 * No page shows a secret.
	 */
	public function test_no_page_shows_a_secret(): void {
		Site::configure();
		Secrets::store( Secrets::TURN, strrev( Site::SECRET ) );
		wp_set_current_user( Site::user( 'manager', array( Capabilities::MANAGE ) )->ID );
		ob_start();
		Secrets_Page::render();
		$html = ob_get_clean() . wp_json_encode( Site_Health::debug( array() ) );
		$this->assertStringContainsString( 'name="secrets[token]" value=""', $html );
		$this->assertStringNotContainsString( Site::SECRET, $html );
		$this->assertStringNotContainsString( strrev( Site::SECRET ), $html );
	}
}
