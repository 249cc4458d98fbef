<?php
/**
 * The session endpoint.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * POST /wp-json/[= cookiecutter.slug =]/v1/session: who the visitor is to the SIP server, and how to connect.
 *
 * The phone asks before each connection. Pages hold neither nonce nor token, so that they can be cached for everybody:
 * a visitor who is logged in but sends no nonce is told to fetch one first.
 */
final class Session_Controller {

	public const SPACE = '[= cookiecutter.slug =]/v1';
	public const ROUTE = '/session';
	public const PATH  = '/' . self::SPACE . self::ROUTE;

	/**
	 * The settings of the site.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Who calls whom.
	 *
	 * @var Callers
	 */
	private Callers $callers;

	/**
	 * Takes the settings.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
		$this->callers  = new Callers( $settings );
	}

	/**
	 * Registers the route (action "rest_api_init").
	 */
	public static function register(): void {
		$controller = new self( Settings::load() );
		register_rest_route(
			self::SPACE,
			self::ROUTE,
			array(
				'methods'             => \WP_REST_Server::CREATABLE,
				'callback'            => array( $controller, 'open' ),
				'permission_callback' => array( $controller, 'permit' ),
				'args'                => array(
					'destination' => array(
						'description' => __( 'SIP address to call, or null to go online only.', '[= cookiecutter.slug =]' ),
						'type'        => array( 'string', 'null' ),
						'maxLength'   => 400,
						'default'     => null,
					),
				),
			)
		);
	}

	/**
	 * Decides who may ask. WordPress calls this more than once for a request, so it changes nothing.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return true|\WP_Error
	 */
	public function permit( \WP_REST_Request $request ) {
		if ( ! Request_Origin::is_own( $request ) ) {
			return self::error( 'origin_refused', __( 'The phone can only be used on its own site.', '[= cookiecutter.slug =]' ), 403 );
		}
		if ( ! $request->is_json_content_type() ) {
			return self::error( 'not_json', __( 'The request has to be JSON.', '[= cookiecutter.slug =]' ), 415 );
		}
		if ( self::needs_nonce() || $this->settings->asks_password() || ! Session_Factory::is_ready( $this->settings ) ) {
			return true;
		}
		return $this->callers->allows( wp_get_current_user() ) ? true : self::no_phone();
	}

	/**
	 * Answers.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return \WP_REST_Response|\WP_Error
	 */
	public function open( \WP_REST_Request $request ) {
		self::forbid_page_cache();
		if ( self::needs_nonce() ) {
			return new \WP_REST_Response( array( 'nonce_required' => true ) );
		}
		if ( ! Session_Factory::is_ready( $this->settings ) ) {
			return self::error( 'not_configured', __( 'The phone is not set up yet.', '[= cookiecutter.slug =]' ), 503 );
		}
		$delay = Rate_Limit::count( get_current_user_id(), time() );
		if ( 0 < $delay ) {
			$message = __( 'Too many requests. Wait a little and try again.', '[= cookiecutter.slug =]' );
			return self::error( 'too_many_requests', $message, 429, array( 'retry_after' => $delay ) );
		}
		try {
			return new \WP_REST_Response( $this->answer( $request->get_param( 'destination' ) ) );
		} catch ( Refusal $refusal ) {
			return self::error( $refusal->reason(), Messages::refusal( $refusal->reason() ), 403 );
		}
	}

	/**
	 * The session of the visitor.
	 *
	 * @param string|null $destination Whom to call.
	 * @return array<string, mixed>
	 * @throws Refusal When the visitor can have no session, or not for this destination.
	 */
	private function answer( ?string $destination ): array {
		$session = Session_Factory::make( $this->settings );
		if ( $this->settings->asks_password() ) {
			return $session->anonymous( time() );
		}
		$wanted = null === $destination ? null : Address::parse( $destination, $this->settings->domain() );
		$caller = $this->callers->caller( wp_get_current_user() );
		$answer = $session->open( $caller, $this->callers->policy( wp_get_current_user() ), $wanted, time() );
		/**
		 * Fires when a session was opened, for example to log it. There is no token in what it is told.
		 *
		 * @param string       $uri          SIP URI of the caller.
		 * @param list<string> $destinations What the session may call.
		 * @param bool         $guest        Whether the caller is a guest.
		 */
		do_action( '[= cookiecutter.__prefix =]_session_opened', $caller->address()->uri(), $answer['destinations'], $caller->guest() );
		return $answer;
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

	/**
	 * A refusal.
	 *
	 * @param string               $code    What went wrong, for programs.
	 * @param string               $message What went wrong, for people.
	 * @param int                  $status  HTTP status.
	 * @param array<string, mixed> $data    More for programs.
	 */
	private static function error( string $code, string $message, int $status, array $data = array() ): \WP_Error {
		return new \WP_Error( $code, $message, array( 'status' => $status ) + $data );
	}
}
