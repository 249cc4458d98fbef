<?php
/**
 * Who may ask the endpoints.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * What the endpoints of the plugin have in common: who may ask, and how they say no.
 *
 * Pages hold neither nonce nor token, so that they can be cached for everybody: a visitor who is logged in but sends
 * no nonce is told to fetch one first.
 */
final class Gate {

	/**
	 * The namespace of the endpoints in the REST API.
	 */
	public const SPACE = '[= cookiecutter.slug =]/v1';

	/**
	 * The settings of the site.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Takes the settings.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Where an endpoint is, without scheme and host: a page that is cached for http: and https: works in both.
	 *
	 * @param string $route For example "/session".
	 */
	public static function path( string $route ): string {
		return wp_make_link_relative( rest_url( self::SPACE . $route ) );
	}

	/**
	 * Where a nonce is to be had. What it prints is for the header X-WP-Nonce.
	 */
	public static function nonce_path(): string {
		return admin_url( 'admin-ajax.php?action=rest-nonce', 'relative' );
	}

	/**
	 * Refuses what comes from a page of another site, and what is no JSON.
	 *
	 * @param \WP_REST_Request $request The request, a POST.
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public function refuse_foreign( \WP_REST_Request $request ): ?\WP_Error {
		if ( ! Request_Origin::is_own( $request ) ) {
			return self::error( 'origin_refused', __( 'The phone can only be used on its own site.', '[= cookiecutter.slug =]' ), 403 );
		}
		if ( ! $request->is_json_content_type() ) {
			return self::error( 'not_json', __( 'The request has to be JSON.', '[= cookiecutter.slug =]' ), 415 );
		}
		return null;
	}

	/**
	 * Refuses visitors for whom there is no phone. WordPress asks more than once for a request, so this changes nothing.
	 *
	 * @return true|\WP_Error
	 */
	public function admit() {
		if ( self::needs_nonce() || $this->settings->asks_password() || ! Session_Factory::is_ready( $this->settings ) ) {
			return true;
		}
		return ( new Callers( $this->settings ) )->allows( wp_get_current_user() ) ? true : self::no_phone();
	}

	/**
	 * Answers instead of an endpoint where it cannot, or not yet.
	 *
	 * @param string $route What is asked for: requests are counted for each.
	 * @return \WP_REST_Response|\WP_Error|null Null when the endpoint is to answer.
	 */
	public function intercept( string $route ) {
		self::forbid_page_cache();
		if ( self::needs_nonce() ) {
			return new \WP_REST_Response( array( 'nonce_required' => true ) );
		}
		if ( ! Session_Factory::is_ready( $this->settings ) ) {
			return self::error( 'not_configured', __( 'The phone is not set up yet.', '[= cookiecutter.slug =]' ), 503 );
		}
		$delay = Rate_Limit::count( get_current_user_id(), time(), $route );
		if ( 0 < $delay ) {
			$message = __( 'Too many requests. Wait a little and try again.', '[= cookiecutter.slug =]' );
			return self::error( 'too_many_requests', $message, 429, array( 'retry_after' => $delay ) );
		}
		return null;
	}

	/**
	 * A refusal.
	 *
	 * @param string               $code    What went wrong, for programs.
	 * @param string               $message What went wrong, for people.
	 * @param int                  $status  HTTP status.
	 * @param array<string, mixed> $data    More for programs.
	 */
	public static function error( string $code, string $message, int $status, array $data = array() ): \WP_Error {
		return new \WP_Error( $code, $message, array( 'status' => $status ) + $data );
	}

	/**
	 * The refusal of a visitor for whom there is no phone.
	 */
	private static function no_phone(): \WP_Error {
		if ( is_user_logged_in() ) {
			return self::error( 'not_allowed', __( 'Your account may not use the phone.', '[= cookiecutter.slug =]' ), 403 );
		}
		return self::error( 'signed_out', __( 'Log in to use the phone.', '[= cookiecutter.slug =]' ), 401 );
	}

	/**
	 * Whether the visitor is logged in but sent no nonce: WordPress then takes the request for a guest's.
	 */
	private static function needs_nonce(): bool {
		return ! is_user_logged_in() && false !== wp_validate_auth_cookie( '', 'logged_in' );
	}

	/**
	 * Tells page caches that look for it to keep this answer out.
	 */
	private static function forbid_page_cache(): void {
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedConstantFound -- The name that page caches agreed on.
		}
	}
}
