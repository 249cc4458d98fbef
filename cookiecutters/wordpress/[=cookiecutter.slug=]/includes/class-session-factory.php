<?php
/**
 * The servers, as the phone is to use them.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Session;
use [= cookiecutter.namespace =]\Sip\Signer;
use [= cookiecutter.namespace =]\Sip\Turn;

defined( 'ABSPATH' ) || exit;

/**
 * Makes a Sip\Session out of the settings and the secrets.
 */
final class Session_Factory {

	/**
	 * Whether everything is there that a session needs.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public static function is_ready( Settings $settings ): bool {
		return $settings->has_server() && ( $settings->asks_password() || null !== Secrets::get( Secrets::TOKEN ) );
	}

	/**
	 * The session of a site that is ready.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public static function make( Settings $settings ): Session {
		return new Session(
			$settings->text( 'websocket_url' ),
			self::stun( $settings ),
			$settings->seconds( 'token_lifetime' ),
			self::signer( $settings ),
			self::turn( $settings )
		);
	}

	/**
	 * The STUN servers, which need no credentials.
	 *
	 * @param Settings $settings Settings of the site.
	 * @return list<array{urls: list<string>}>
	 */
	private static function stun( Settings $settings ): array {
		$uris = $settings->ice_uris( 'stun' );
		return array() === $uris ? array() : array( array( 'urls' => $uris ) );
	}

	/**
	 * The signer of tokens, or null where people sign in with a password.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	private static function signer( Settings $settings ): ?Signer {
		$secret = $settings->asks_password() ? null : Secrets::get( Secrets::TOKEN );
		return null === $secret ? null : new Signer( $secret );
	}

	/**
	 * The TURN servers, or null when there are none or their secret is missing.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	private static function turn( Settings $settings ): ?Turn {
		$uris   = $settings->ice_uris( 'turn' );
		$secret = Secrets::get( Secrets::TURN );
		if ( array() === $uris || null === $secret ) {
			return null;
		}
		return new Turn( $secret, $uris, $settings->seconds( 'turn_lifetime' ) );
	}
}
