<?php
/**
 * Where SIP names are kept.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Ascii;

defined( 'ABSPATH' ) || exit;

/**
 * The SIP names that administrators gave to people, and the logins that could collide with them.
 *
 * Names are in lower case: SIP servers do not tell "Anna" from "anna".
 */
final class Sip_Names {

	/**
	 * User meta that holds the name. Like users, it is shared by all sites of a network.
	 */
	public const META = '[= cookiecutter.__prefix =]_sip_name';

	/**
	 * The name that an administrator gave to a user, or ''.
	 *
	 * @param int $user_id The user.
	 */
	public static function get( int $user_id ): string {
		$name = get_user_meta( $user_id, self::META, true );
		return is_string( $name ) ? $name : '';
	}

	/**
	 * Gives a user a name, or none with ''.
	 *
	 * @param int    $user_id The user.
	 * @param string $name    A checked name.
	 */
	public static function set( int $user_id, string $name ): void {
		if ( '' === $name ) {
			delete_user_meta( $user_id, self::META );
			return;
		}
		update_user_meta( $user_id, self::META, $name );
	}

	/**
	 * Who was given a name.
	 *
	 * @param string $name A name in lower case.
	 * @return int The user, or 0 when nobody was. It is the first one, should somebody have written two to the database.
	 */
	public static function holder( string $name ): int {
		$ids = self::find(
			array(
				'meta_key'   => self::META, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_key -- One key, few rows.
				'meta_value' => $name, // phpcs:ignore WordPress.DB.SlowDBQuery.slow_db_query_meta_value -- As above.
			)
		);
		return $ids[0] ?? 0;
	}

	/**
	 * Who has a login that is the same name.
	 *
	 * @param string $name A name in lower case.
	 * @return list<int> Users, the oldest first.
	 */
	public static function logins( string $name ): array {
		// A search is LIKE, which ignores case in every database; what accents it ignores too is sorted out below.
		$ids = self::find(
			array(
				'search'         => $name,
				'search_columns' => array( 'user_login' ),
			)
		);
		return array_values(
			array_filter(
				$ids,
				static function ( int $id ) use ( $name ): bool {
					$user = get_userdata( $id );
					return $user && Ascii::same( $user->user_login, $name );
				}
			)
		);
	}

	/**
	 * Finds users on all sites of a network.
	 *
	 * @param array<string, mixed> $query Arguments for WP_User_Query.
	 * @return list<int> Their ids in order.
	 */
	private static function find( array $query ): array {
		$query += array(
			'blog_id'     => 0,
			'fields'      => 'ID',
			'orderby'     => 'ID',
			'count_total' => false,
		);
		return array_map( 'intval', array_values( get_users( $query ) ) );
	}
}
