<?php
/**
 * Who is listed in the directory.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * The people who agreed to be listed, and what they want to be said about them.
 */
final class Listing {

	/**
	 * User meta: "1" for who agreed. Like users, it is shared by all sites of a network.
	 */
	public const META = '[= cookiecutter.__prefix =]_listed';

	/**
	 * User meta: the department under which they are listed.
	 */
	public const DEPARTMENT = '[= cookiecutter.__prefix =]_department';

	/**
	 * The most people in a directory.
	 */
	private const MOST = 500;

	/**
	 * Whether a user agreed to be listed.
	 *
	 * @param int $user_id The user.
	 */
	public static function agrees( int $user_id ): bool {
		return '1' === get_user_meta( $user_id, self::META, true );
	}

	/**
	 * The department of a user, or ''.
	 *
	 * @param int $user_id The user.
	 */
	public static function department( int $user_id ): string {
		$name = get_user_meta( $user_id, self::DEPARTMENT, true );
		return is_string( $name ) ? $name : '';
	}

	/**
	 * Lists a user, or takes them off the list.
	 *
	 * @param int    $user_id    The user.
	 * @param bool   $agrees     Whether they agree.
	 * @param string $department Under which they are listed.
	 */
	public static function set( int $user_id, bool $agrees, string $department ): void {
		self::store( $user_id, self::META, $agrees ? '1' : '' );
		self::store( $user_id, self::DEPARTMENT, mb_substr( $department, 0, 80 ) );
	}

	/**
	 * Who is listed on the current site: who agreed, and may be called.
	 *
	 * @return list<\WP_User> By department and name.
	 */
	public static function people(): array {
		$users = get_users(
			array(
				'meta_key'    => self::META, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- One key, few rows.
				'meta_value'  => '1', // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_value -- As above.
				// Else people who cannot be called would take the places of those who can.
				'capability'  => Capabilities::RECEIVE,
				'orderby'     => 'display_name',
				'number'      => self::MOST,
				'count_total' => false,
			)
		);
		return array_values( array_filter( $users, array( self::class, 'is_callable' ) ) );
	}

	/**
	 * Whether a user is listed on the current site.
	 *
	 * @param \WP_User $user The user.
	 */
	public static function has( \WP_User $user ): bool {
		return self::agrees( $user->ID ) && is_user_member_of_blog( $user->ID ) && self::is_callable( $user );
	}

	/**
	 * Whether a user may be called.
	 *
	 * @param \WP_User $user The user.
	 */
	public static function is_callable( \WP_User $user ): bool {
		return $user->has_cap( Capabilities::RECEIVE );
	}

	/**
	 * Keeps a value, or nothing with ''.
	 *
	 * @param int    $user_id The user.
	 * @param string $key     Name of the value.
	 * @param string $value   The value.
	 */
	private static function store( int $user_id, string $key, string $value ): void {
		if ( '' === $value ) {
			delete_user_meta( $user_id, $key );
			return;
		}
		update_user_meta( $user_id, $key, wp_slash( $value ) );
	}
}
