<?php
/**
 * The servers, as the phone is to use them.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Session;
use [= cookiecutter.namespace =]\Sip\Signer;
use [= cookiecutter.namespace =]\Sip\Turn;

/**
 * Makes a Sip\Session out of the settings and the secrets.
 */
final class SessionFactory {

	/**
	 * Whether everything is there that a session needs.
	 *
	 * @param Settings $settings Settings of the site.
	 * @throws \InvalidArgumentException When the secret cannot be used.
	 */
	public static function is_ready( Settings $settings ): bool {
		return $settings->has_server() && ( $settings->asks_password() || null !== Secrets::get( $settings, Secrets::TOKEN ) );
	}

	/**
	 * The session of a site that is ready.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public static function make( Settings $settings ): Session {
		$stun = self::uris( $settings, 'stun' );
		return new Session(
			$settings->text( 'websocket_url' ),
			array() === $stun ? array() : array( array( 'urls' => $stun ) ),
			$settings->number( 'token_lifetime' ),
			self::signer( $settings ),
			self::turn( $settings )
		);
	}

	/**
	 * The signer of tokens, or null where people sign in with a password.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	private static function signer( Settings $settings ): ?Signer {
		$secret = $settings->asks_password() ? null : Secrets::get( $settings, Secrets::TOKEN );
		return null === $secret ? null : new Signer( $secret );
	}

	/**
	 * The TURN servers, or null when there are none or their secret is missing.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	private static function turn( Settings $settings ): ?Turn {
		$uris   = self::uris( $settings, 'turn' );
		$secret = array() === $uris ? null : Secrets::get( $settings, Secrets::TURN );
		return null === $secret ? null : new Turn( $secret, $uris, $settings->number( 'turn_lifetime' ) );
	}

	/**
	 * The ICE servers of a kind.
	 *
	 * @param Settings $settings Settings of the site.
	 * @param string   $kind     "stun" or "turn".
	 * @return string[]
	 */
	private static function uris( Settings $settings, string $kind ): array {
		return array_values( (array) preg_grep( '/\A' . $kind . '/', $settings->value( 'ice_servers' ) ) );
	}
}
