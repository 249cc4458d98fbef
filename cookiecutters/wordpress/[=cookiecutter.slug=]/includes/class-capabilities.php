<?php
/**
 * What people may do with the phone.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Policy;

defined( 'ABSPATH' ) || exit;

/**
 * The plugin's capabilities.
 *
 * CALL lets its holder call the listed destinations. CALL_DOMAIN and CALL_ANYWHERE widen that. They are given
 * knowingly or not at all: with reSIProcate repro, the holder of a token can also register as whom it lets them
 * call, and so take the calls of a whole domain.
 */
final class Capabilities {

	public const MANAGE        = '[= cookiecutter.__prefix =]_manage';
	public const CALL          = '[= cookiecutter.__prefix =]_call';
	public const CALL_DOMAIN   = '[= cookiecutter.__prefix =]_call_domain';
	public const CALL_ANYWHERE = '[= cookiecutter.__prefix =]_call_anywhere';
	public const RECEIVE       = '[= cookiecutter.__prefix =]_receive';

	public const ALL = array( self::MANAGE, self::CALL, self::CALL_DOMAIN, self::CALL_ANYWHERE, self::RECEIVE );

	/**
	 * The capabilities behind each reach.
	 */
	private const REACHES = array(
		Policy::NONE   => array(),
		Policy::LISTED => array( self::CALL ),
		Policy::DOMAIN => array( self::CALL, self::CALL_DOMAIN ),
		Policy::ANYONE => array( self::CALL, self::CALL_ANYWHERE ),
	);

	/**
	 * Whom a user may call.
	 *
	 * @param \WP_User $user The user.
	 * @return string A reach of Sip\Policy.
	 */
	public static function reach( \WP_User $user ): string {
		return self::widest( array( $user, 'has_cap' ) );
	}

	/**
	 * Whom a role may call.
	 *
	 * @param \WP_Role $role The role.
	 * @return string A reach of Sip\Policy.
	 */
	public static function role_reach( \WP_Role $role ): string {
		return self::widest( array( $role, 'has_cap' ) );
	}

	/**
	 * The widest reach among capabilities.
	 *
	 * @param callable(string): bool $has Whether a capability is there.
	 * @return string A reach of Sip\Policy.
	 */
	private static function widest( callable $has ): string {
		if ( $has( self::CALL_ANYWHERE ) ) {
			return Policy::ANYONE;
		}
		if ( $has( self::CALL_DOMAIN ) ) {
			return Policy::DOMAIN;
		}
		return $has( self::CALL ) ? Policy::LISTED : Policy::NONE;
	}

	/**
	 * Sets what a role may do.
	 *
	 * @param \WP_Role $role    The role.
	 * @param string   $reach   A reach of Sip\Policy.
	 * @param bool     $receive Whether people of this role can be called.
	 */
	public static function set_role( \WP_Role $role, string $reach, bool $receive ): void {
		$wanted = self::REACHES[ $reach ];
		if ( $receive ) {
			$wanted[] = self::RECEIVE;
		}
		foreach ( array( self::CALL, self::CALL_DOMAIN, self::CALL_ANYWHERE, self::RECEIVE ) as $capability ) {
			in_array( $capability, $wanted, true ) ? $role->add_cap( $capability ) : $role->remove_cap( $capability );
		}
	}

	/**
	 * Gives administrators the rights they start with. Nobody starts with a wide one.
	 */
	public static function grant_defaults(): void {
		$role = get_role( 'administrator' );
		if ( null !== $role ) {
			$role->add_cap( self::MANAGE );
			self::set_role( $role, Policy::LISTED, true );
		}
	}

	/**
	 * Takes every capability of the plugin from every role of the current site, and from users to whom other tools gave one.
	 */
	public static function remove_all(): void {
		$roles = wp_roles()->role_objects;
		foreach ( self::ALL as $capability ) {
			foreach ( $roles as $role ) {
				$role->remove_cap( $capability );
			}
		}
		// Without those that come from roles, what is left are those of users.
		foreach ( get_users( array( 'capability__in' => self::ALL ) ) as $user ) {
			foreach ( self::ALL as $capability ) {
				$user->remove_cap( $capability );
			}
		}
	}

	/**
	 * Keeps the wide rights from super admins who were not given them (filter "map_meta_cap").
	 *
	 * A super admin of a network has every capability, and would get a wide token without anybody having decided so.
	 *
	 * @param array<string> $caps       Primitive capabilities.
	 * @param string        $capability The capability that is asked for.
	 * @param int           $user_id    The user.
	 * @return array<string>
	 */
	public static function map( $caps, $capability, $user_id ) {
		if ( self::CALL_DOMAIN !== $capability && self::CALL_ANYWHERE !== $capability ) {
			return $caps;
		}
		$user = get_userdata( (int) $user_id );
		return $user && empty( $user->allcaps[ $capability ] ) ? array( 'do_not_allow' ) : $caps;
	}
}
