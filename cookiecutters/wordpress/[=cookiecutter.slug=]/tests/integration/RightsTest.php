<?php
/**
 * Tests the rights.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Sip\Policy;

/**
 * Who may do what.
 *
 * @requires function wp_insert_user
 */
final class RightsTest extends \PHPUnit\Framework\TestCase {

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
	 * Administrators start with the right to call the listed destinations, and nobody with a wide one.
	 */
	public function test_nobody_starts_with_a_wide_right(): void {
		foreach ( wp_roles()->role_objects as $name => $role ) {
			$expected = 'administrator' === $name ? Policy::LISTED : Policy::NONE;
			$this->assertSame( $expected, Capabilities::role_reach( $role ), $name );
			$this->assertSame( 'administrator' === $name, $role->has_cap( Capabilities::RECEIVE ), $name );
			$this->assertSame( 'administrator' === $name, $role->has_cap( Capabilities::MANAGE ), $name );
		}
	}

	/**
	 * A role has exactly what was set last.
	 */
	public function test_a_role_has_what_was_set_last(): void {
		$role = get_role( 'subscriber' );
		foreach ( array( Policy::ANYONE, Policy::DOMAIN, Policy::LISTED, Policy::NONE ) as $reach ) {
			Capabilities::set_role( $role, $reach, Policy::DOMAIN === $reach );
			$user = Site::user( 'reader-' . $reach );
			$this->assertSame( $reach, Capabilities::role_reach( $role ) );
			$this->assertSame( $reach, Capabilities::reach( $user ) );
			$this->assertSame( Policy::DOMAIN === $reach, $user->has_cap( Capabilities::RECEIVE ) );
		}
	}

	/**
	 * Activation leaves rights alone that were set before.
	 */
	public function test_activation_keeps_rights(): void {
		Capabilities::set_role( get_role( 'administrator' ), Policy::NONE, false );
		\[= cookiecutter.namespace =]\Lifecycle::activate( false );
		$this->assertSame( Policy::NONE, Capabilities::role_reach( get_role( 'administrator' ) ) );
	}

	/**
	 * A super admin of a network has no wide right unless it was given.
	 */
	public function test_super_admins_get_no_wide_right_for_nothing(): void {
		if ( ! is_multisite() ) {
			$this->assertFalse( user_can( Site::user( 'admin2', array( 'administrator' ) ), Capabilities::CALL_ANYWHERE ) );
			return;
		}
		$user = Site::user( 'network-admin' );
		grant_super_admin( $user->ID );
		$this->assertTrue( user_can( $user->ID, Capabilities::MANAGE ) );
		$this->assertSame( Policy::LISTED, Capabilities::reach( new \WP_User( $user->ID ) ) );
		$user->add_cap( Capabilities::CALL_ANYWHERE );
		$this->assertSame( Policy::ANYONE, Capabilities::reach( new \WP_User( $user->ID ) ) );
		revoke_super_admin( $user->ID );
	}
}
