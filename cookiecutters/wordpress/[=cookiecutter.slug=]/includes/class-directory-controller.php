<?php
/**
 * The endpoints of the directory.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * GET /wp-json/[= cookiecutter.slug =]/v1/directory: whom the visitor may call. POST …/caller: who has an address.
 *
 * Both know only people who agreed to be listed.
 */
final class Directory_Controller {

	public const DIRECTORY = '/directory';
	public const CALLER    = '/caller';

	/**
	 * The settings of the site.
	 *
	 * @var Settings
	 */
	private Settings $settings;

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
		$this->gate     = new Gate( $settings );
	}

	/**
	 * Registers the routes (action "rest_api_init").
	 */
	public static function register(): void {
		$controller = new self( Settings::load() );
		register_rest_route(
			Gate::SPACE,
			self::DIRECTORY,
			array(
				'methods'             => \WP_REST_Server::READABLE,
				'callback'            => array( $controller, 'directory' ),
				'permission_callback' => array( $controller->gate, 'admit' ),
			)
		);
		register_rest_route(
			Gate::SPACE,
			self::CALLER,
			array(
				'methods'             => \WP_REST_Server::CREATABLE,
				'callback'            => array( $controller, 'caller' ),
				'permission_callback' => array( $controller, 'permit' ),
				'args'                => array(
					'address' => array(
						'description' => __( 'SIP address of the other party of a call.', '[= cookiecutter.slug =]' ),
						'type'        => 'string',
						'maxLength'   => 400,
						'required'    => true,
					),
				),
			)
		);
	}

	/**
	 * Decides who may ask who has an address.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return true|\WP_Error
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public function permit( \WP_REST_Request $request ) {
		return $this->gate->refuse_foreign( $request ) ?? $this->gate->admit();
	}

	/**
	 * Answers with the directory.
	 *
	 * @return \WP_REST_Response|\WP_Error
	 */
	public function directory() {
		return $this->gate->intercept( self::DIRECTORY ) ?? new \WP_REST_Response( array( 'groups' => $this->groups() ) );
	}

	/**
	 * Answers with what is said about somebody.
	 *
	 * @param \WP_REST_Request $request The request.
	 * @return \WP_REST_Response|\WP_Error
	 * @phpstan-param \WP_REST_Request<array<string, mixed>> $request
	 */
	public function caller( \WP_REST_Request $request ) {
		$instead = $this->gate->intercept( self::CALLER );
		if ( null !== $instead ) {
			return $instead;
		}
		$card = $this->card( (string) $request->get_param( 'address' ) );
		if ( null === $card ) {
			return Gate::error( 'unknown', __( 'Nobody who is listed has this address.', '[= cookiecutter.slug =]' ), 404 );
		}
		return new \WP_REST_Response( $card );
	}

	/**
	 * The directory of the visitor.
	 *
	 * @return list<array<string, mixed>>
	 */
	private function groups(): array {
		try {
			return $this->settings->asks_password() ? array() : ( new Directory( $this->settings, wp_get_current_user() ) )->groups();
		} catch ( Refusal $refusal ) {
			return array();
		}
	}

	/**
	 * What is said about whom an address belongs to.
	 *
	 * @param string $text What was asked.
	 * @return array<string, mixed>|null
	 */
	private function card( string $text ): ?array {
		try {
			$address = Address::parse( $text, $this->settings->domain() );
			return $this->settings->asks_password() ? null : ( new Directory( $this->settings, wp_get_current_user() ) )->card( $address );
		} catch ( Refusal $refusal ) {
			return null;
		}
	}
}
