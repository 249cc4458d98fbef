<?php
/**
 * Checks where a request comes from.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Lets only pages of this site ask for a session.
 *
 * A page of another site could otherwise have its visitors' browsers ask, with their cookies.
 */
final class Request_Origin {

	/**
	 * Whether a request was sent by a page of this site.
	 *
	 * Browsers add Origin to every POST; Sec-Fetch-Site decides should something on the way have removed it.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public static function is_own( \WP_REST_Request $request ): bool {
		$origin = $request->get_header( 'origin' );
		if ( null !== $origin ) {
			return in_array( strtolower( $origin ), self::own(), true );
		}
		return 'same-origin' === $request->get_header( 'sec-fetch-site' );
	}

	/**
	 * The origins of this site.
	 *
	 * @return list<string> For example "https://example.org" or "https://example.org:8443".
	 */
	private static function own(): array {
		$origins = array();
		foreach ( array( home_url(), site_url() ) as $url ) {
			$origin    = self::of( $url );
			$origins[] = $origin;
			// A site that calls itself http: may be served as https: by a proxy. Never the other way round.
			$origins[] = (string) preg_replace( '/^http:/', 'https:', $origin );
		}
		/**
		 * Filters the origins from which the phone may ask for a session.
		 *
		 * @param list<string> $origins For example "https://example.org", in lower case and without a path.
		 */
		return array_values( (array) apply_filters( '[= cookiecutter.__prefix =]_allowed_origins', array_values( array_unique( $origins ) ) ) );
	}

	/**
	 * The origin of a URL.
	 *
	 * @param string $url A URL.
	 */
	private static function of( string $url ): string {
		$parts  = (array) wp_parse_url( $url );
		$origin = ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' );
		return strtolower( isset( $parts['port'] ) ? $origin . ':' . $parts['port'] : $origin );
	}
}
