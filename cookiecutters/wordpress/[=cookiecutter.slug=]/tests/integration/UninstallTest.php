<?php
/**
 * Tests uninstall.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Lifecycle;
use [= cookiecutter.namespace =]\Listing;
use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * What is left when the plugin goes.
 *
 * @requires function wp_insert_user
 */
final class UninstallTest extends \PHPUnit\Framework\TestCase {

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
	 * Everything of the plugin in the database of the current site.
	 *
	 * @return string[]
	 */
	private function data(): array {
		global $wpdb;
		$like = '%' . $wpdb->esc_like( '[= cookiecutter.__prefix =]' ) . '%';
		// phpcs:disable WordPress.DB.DirectDatabaseQuery -- What is tested is what is in the database.
		return array_merge(
			$wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s OR option_value LIKE %s", $like, $like ) ),
			$wpdb->get_col( $wpdb->prepare( "SELECT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE %s OR meta_value LIKE %s", $like, $like ) )
		);
		// phpcs:enable
	}

	/**
	 * Nothing is left, on no site of a network.
	 */
	public function test_leaves_nothing(): void {
		Site::configure();
		Secrets::store( Secrets::TURN, Site::SECRET );
		Capabilities::set_role( get_role( 'editor' ), Policy::ANYONE, true );
		$anna = Site::user( 'anna', array( Capabilities::CALL ) )->ID;
		Sip_Names::set( $anna, 'reception' );
		Listing::set( $anna, true, 'Sales' );
		Site::ask();
		$this->assertGreaterThan( 5, count( $this->data() ) );
		defined( 'WP_UNINSTALL_PLUGIN' ) || define( 'WP_UNINSTALL_PLUGIN', '[= cookiecutter.slug =]/[= cookiecutter.slug =].php' );
		require dirname( __DIR__, 2 ) . '/uninstall.php';
		// WordPress itself keeps lists of active and known plugins.
		$left = array_diff( $this->data(), array( 'active_plugins', 'recently_activated', '_site_transient_update_plugins' ) );
		Lifecycle::activate( false );
		$this->assertSame( array(), array_values( $left ) );
	}
}
