<?php
/**
 * Tests Site Health and the privacy tools.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Admin\Privacy;
use [= cookiecutter.namespace =]\Admin\Site_Health;
use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Listing;
use [= cookiecutter.namespace =]\Plugin;
use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * What administrators are told under Tools.
 *
 * @requires function wp_insert_user
 */
final class ToolsTest extends \PHPUnit\Framework\TestCase {

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
	 * The status of every test.
	 *
	 * @return array<string, string>
	 */
	private function statuses(): array {
		$statuses = array();
		foreach ( Site_Health::tests( array( 'direct' => array() ) )['direct'] as $name => $test ) {
			$result = call_user_func( $test['test'] );
			$this->assertSame( $name, $result['test'] );
			$statuses[ str_replace( '[= cookiecutter.__prefix =]_', '', $name ) ] = $result['status'];
		}
		return $statuses;
	}

	/**
	 * A new site is told what is missing.
	 */
	public function test_a_new_site_is_told_what_is_missing(): void {
		update_option( Settings::OPTION, array( 'sip_domain' => '' ) + Settings::DEFAULTS );
		$statuses = $this->statuses();
		$this->assertSame( 'recommended', $statuses['server'] );
		$this->assertSame( 'critical', $statuses['secrets'] );
		$this->assertSame( 'good', $statuses['guests'] );
		$this->assertSame( 'good', $statuses['wide_rights'] );
	}

	/**
	 * What could be better is said.
	 */
	public function test_risks_are_named(): void {
		Site::configure(
			array(
				'websocket_url'      => 'ws://sip.example.org',
				'guest_destinations' => array( 'guest' ),
				'ice_servers'        => array( 'turn:turn.example.org' ),
			)
		);
		Secrets::store( Secrets::TURN, Site::SECRET );
		Capabilities::set_role( get_role( 'editor' ), Policy::DOMAIN, false );
		$statuses = $this->statuses();
		Capabilities::set_role( get_role( 'editor' ), Policy::NONE, false );
		$this->assertSame( array( 'good', 'recommended', 'critical', 'recommended', 'recommended' ), array_values( $statuses ) );
	}

	/**
	 * The plugin's name is text: WordPress itself makes HTML of it, once.
	 */
	public function test_badges_are_text(): void {
		$this->assertSame( Plugin::NAME, Site_Health::server()['badge']['label'] );
	}

	/**
	 * The SIP name and what people say in the directory are exported and erased.
	 */
	public function test_exports_and_erases_what_is_stored_about_somebody(): void {
		$user = Site::user( 'anna' );
		wp_update_user(
			array(
				'ID'         => $user->ID,
				'user_email' => 'anna@example.org',
			)
		);
		$this->assertSame( array(), Privacy::export( 'anna@example.org' )['data'] );
		Sip_Names::set( $user->ID, 'reception' );
		$this->assertSame( 'reception', Privacy::export( 'anna@example.org' )['data'][0]['data'][0]['value'] );
		$this->assertTrue( Privacy::erase( 'anna@example.org' )['items_removed'] );
		$this->assertSame( '', Sip_Names::get( $user->ID ) );
		Listing::set( $user->ID, true, 'Sales' );
		$exported = array_column( Privacy::export( 'anna@example.org' )['data'][0]['data'], 'value' );
		$this->assertSame( array( __( 'Yes', '[= cookiecutter.slug =]' ), 'Sales' ), $exported );
		$this->assertTrue( Privacy::erase( 'anna@example.org' )['items_removed'] );
		$this->assertFalse( Listing::agrees( $user->ID ) );
		$this->assertFalse( Privacy::erase( 'anna@example.org' )['items_removed'] );
		$this->assertFalse( Privacy::erase( 'nobody@example.org' )['items_removed'] );
	}
}
