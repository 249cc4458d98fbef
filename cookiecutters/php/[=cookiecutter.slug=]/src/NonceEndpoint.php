<?php
/**
 * The endpoint for nonces.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * GET nonce.php: a nonce for a visitor who is logged in, as text. Pages of other sites cannot read it.
 */
final class NonceEndpoint {

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
	 * Answers.
	 *
	 * @param Request $request The request.
	 * @param int     $now     Unix time in seconds.
	 */
	public function answer( Request $request, int $now ): Answer {
		if ( 'GET' !== $request->method() ) {
			return new Answer( 405, '', array( 'Allow' => 'GET' ) );
		}
		if ( ! in_array( $request->header( 'Sec-Fetch-Site' ), array( '', 'same-origin' ), true ) ) {
			return new Answer( 403, '' );
		}
		$visitor = Visitor::current( $this->settings );
		$secret  = Secrets::get( $this->settings, Secrets::TOKEN );
		if ( null === $visitor || null === $secret ) {
			return new Answer( 401, '' );
		}
		return new Answer( 200, ( new Nonce( $secret ) )->make( $visitor, $now ) );
	}
}
