<?php
/**
 * The headers of the session endpoint's answers.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Keeps answers out of caches and out of the reach of other sites.
 */
final class Response_Headers {

	/**
	 * Adds headers to every answer of the endpoints, refusals included (filter "rest_post_dispatch").
	 *
	 * @param \WP_HTTP_Response $response The answer.
	 * @param \WP_REST_Server   $server   The server.
	 * @param \WP_REST_Request  $request  The request.
	 * @return \WP_HTTP_Response
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public static function add( $response, $server, $request ) {
		if ( ! self::is_ours( $request ) || ! $response instanceof \WP_HTTP_Response ) {
			return $response;
		}
		$response->header( 'Cache-Control', 'no-store, private' );
		$response->header( 'Vary', 'Cookie, Origin' );
		$data  = $response->get_data();
		$delay = is_array( $data ) ? ( $data['data']['retry_after'] ?? 0 ) : 0;
		if ( 0 !== $delay ) {
			$response->header( 'Retry-After', (string) $delay );
		}
		return $response;
	}

	/**
	 * Takes back the headers with which WordPress lets every site read its REST API (filter "rest_pre_serve_request").
	 *
	 * With "?_envelope" WordPress writes an answer's headers into its body, so the one that matters is sent again.
	 *
	 * @param bool              $served   Whether the answer is sent already.
	 * @param \WP_HTTP_Response $response The answer.
	 * @param \WP_REST_Request  $request  The request.
	 * @return bool
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public static function remove_cors( $served, $response, $request ) {
		if ( self::is_ours( $request ) && ! headers_sent() ) {
			foreach ( array( 'Origin', 'Methods', 'Credentials', 'Headers' ) as $name ) {
				header_remove( 'Access-Control-Allow-' . $name );
			}
			header( 'Cache-Control: no-store, private' );
		}
		return $served;
	}

	/**
	 * Whether a request is for an endpoint of the plugin. WordPress finds routes without regard to case.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	private static function is_ours( \WP_REST_Request $request ): bool {
		return 0 === stripos( $request->get_route(), '/' . Gate::SPACE . '/' );
	}
}
