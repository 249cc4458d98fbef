<?php
/**
 * Tokens in cookies.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * Moves a token out of a session's URL into cookies, for a SIP server on the same host or domain.
 *
 * There is one set of cookies in a browser: two pages that call different addresses at once take turns.
 */
final class TokenCookies {

	/**
	 * Names of the cookies in the order in which they are sent. The MAC is last: reSIProcate misreads a token that ends
	 * in an empty value.
	 */
	private const NAMES = array( 'WSSessionInfo', 'WSSessionExtra', 'WSSessionMAC' );

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
	 * Sends a session's token as cookies.
	 *
	 * @param array<string,mixed> $session What Sip\Session answered.
	 * @return array<string,mixed> The same without the token.
	 */
	public function move( array $session ): array {
		// No ";" can be in the URL before the token, and the token's values are percent-encoded already.
		$parts                       = explode( ';', $session['websocket']['url'] );
		$session['websocket']['url'] = array_shift( $parts );
		foreach ( $parts as $part ) {
			list( $name, $value ) = explode( '=', $part, 2 );
			$this->send( $name, $value, $session['websocket']['expires'] );
		}
		return $session;
	}

	/**
	 * Removes the cookies. Call it where people log out of the site.
	 */
	public function remove(): void {
		foreach ( self::NAMES as $name ) {
			$this->send( $name, '', 1 );
		}
	}

	/**
	 * Sends a cookie.
	 *
	 * @param string $name    Its name.
	 * @param string $value   Its value, encoded.
	 * @param int    $expires Unix time in seconds.
	 */
	private function send( string $name, string $value, int $expires ): void {
		/**
		 * One of those that Settings lets through.
		 *
		 * @var 'Strict'|'Lax'|'None' $samesite
		 */
		$samesite = $this->settings->text( 'cookie_samesite' );
		setrawcookie(
			$name,
			$value,
			array(
				'expires'  => $expires,
				'path'     => $this->settings->text( 'cookie_path' ),
				'domain'   => $this->settings->text( 'cookie_domain' ),
				// A WebSocket without TLS is for tests on one's own machine.
				'secure'   => 0 === stripos( $this->settings->text( 'websocket_url' ), 'wss:' ),
				'httponly' => true,
				'samesite' => $samesite,
			)
		);
	}
}
