<?php
/**
 * A limit on how often somebody may ask.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Counts requests in windows of time.
 *
 * Where a persistent object cache is in use it does the counting, atomically. Elsewhere transients do: two requests
 * at the very same moment may then count as one, which a limit of this size can bear.
 */
final class Rate_Limit {

	private const PREFIX = '[= cookiecutter.__prefix =]_rate_';
	private const GROUP  = '[= cookiecutter.__prefix =]';

	/**
	 * Length of a window in seconds.
	 */
	private const WINDOW = 5 * MINUTE_IN_SECONDS;

	/**
	 * Requests in one window. Guests behind one address share theirs.
	 */
	private const LIMITS = array(
		'guest' => 60,
		'user'  => 120,
	);

	/**
	 * Counts one request.
	 *
	 * @param int    $user_id The user, or 0 for a guest, who is told by the address.
	 * @param int    $now     Unix time in seconds.
	 * @param string $what    What is asked for: each is counted by itself, so that whoever makes somebody's phone ask
	 *                        who calls, by calling, does not use up their sessions.
	 * @return int Seconds to wait before the next request, 0 when this one is within the limit.
	 */
	public static function count( int $user_id, int $now, string $what ): int {
		$kind   = 0 === $user_id ? 'guest' : 'user';
		$window = intdiv( $now, self::WINDOW );
		$who    = 0 === $user_id ? self::network( self::address() ) : (string) $user_id;
		// A keyed hash, so that nobody reads addresses out of the database.
		$key = self::PREFIX . substr( wp_hash( $kind . '|' . $who . '|' . $window . '|' . $what ), 0, 32 );
		if ( self::increment( $key ) <= self::limit( $kind, $what ) ) {
			return 0;
		}
		return ( $window + 1 ) * self::WINDOW - $now;
	}

	/**
	 * Forgets all counts that are in the database of the current site.
	 */
	public static function forget_all(): void {
		global $wpdb;
		foreach ( array( '_transient_', '_transient_timeout_' ) as $prefix ) {
			$like = $wpdb->esc_like( $prefix . self::PREFIX ) . '%';
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no other way to find transients by prefix.
			$names = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE %s", $like ) );
			array_map( 'delete_option', $names );
		}
	}

	/**
	 * Adds one to a count.
	 *
	 * @param string $key Name of the count.
	 * @return int The new count.
	 */
	private static function increment( string $key ): int {
		if ( wp_using_ext_object_cache() ) {
			wp_cache_add( $key, 0, self::GROUP, self::WINDOW );
			return (int) wp_cache_incr( $key, 1, self::GROUP );
		}
		$count = (int) get_transient( $key ) + 1;
		set_transient( $key, $count, self::WINDOW );
		return $count;
	}

	/**
	 * Requests that are allowed in a window.
	 *
	 * @param string $kind "guest" or "user".
	 * @param string $what What is asked for.
	 */
	private static function limit( string $kind, string $what ): int {
		/**
		 * Filters how often an endpoint may be asked in five minutes.
		 *
		 * @param int    $limit Number of requests.
		 * @param string $kind  "guest", counted by address, or "user", counted by user.
		 * @param string $what  "/session", "/directory" or "/caller".
		 */
		return (int) apply_filters( '[= cookiecutter.__prefix =]_rate_limit', self::LIMITS[ $kind ], $kind, $what );
	}

	/**
	 * What counts as one guest: an IPv4 address, or the first 64 bits of an IPv6 address, of which everybody has many.
	 *
	 * @param string $address The address.
	 */
	private static function network( string $address ): string {
		if ( false === filter_var( $address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 ) ) {
			return $address;
		}
		$bytes = (string) inet_pton( $address );
		// "::ffff:192.0.2.1" is how some servers write an IPv4 address.
		$mapped = "\0\0\0\0\0\0\0\0\0\0\xFF\xFF" === substr( $bytes, 0, 12 );
		return bin2hex( $mapped ? $bytes : substr( $bytes, 0, 8 ) );
	}

	/**
	 * The address that a request comes from.
	 */
	private static function address(): string {
		$address = isset( $_SERVER['REMOTE_ADDR'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ) ) : '';
		/**
		 * Filters the address of a guest, for a site behind a reverse proxy.
		 *
		 * Read a header such as X-Forwarded-For only when your proxy overwrites it: else every guest can choose it.
		 *
		 * @param string $address The address of whoever opened the connection.
		 */
		return (string) apply_filters( '[= cookiecutter.__prefix =]_remote_address', $address );
	}
}
