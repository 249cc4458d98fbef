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
 * The phone asks before each connection.
 */
final class Session_Controller {

	public const ROUTE = '/session';
	public const PATH  = '/' . Gate::SPACE . self::ROUTE;

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
	 * Who may ask.
	 *
	 * @var Gate
	 */
	private Gate $gate;

	/**
	 * Takes the settings.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
		$this->callers  = new Callers( $settings );
		$this->gate     = new Gate( $settings );
	}

	/**
	 * Registers the route (action "rest_api_init").
	 */
	public static function register(): void {
		$controller = new self( Settings::load() );
		register_rest_route(
			Gate::SPACE,
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
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public function permit( \WP_REST_Request $request ) {
		return $this->gate->refuse_foreign( $request ) ?? $this->gate->admit();
	}

	/**
	 * Answers.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return \WP_REST_Response|\WP_Error
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public function open( \WP_REST_Request $request ) {
		$instead = $this->gate->intercept( self::ROUTE );
		if ( null !== $instead ) {
			return $instead;
		}
		try {
			return new \WP_REST_Response( $this->answer( $request->get_param( 'destination' ) ) );
		} catch ( Refusal $refusal ) {
			return Gate::error( $refusal->reason(), Messages::refusal( $refusal->reason() ), 403 );
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
}
