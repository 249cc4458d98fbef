<?php
/**
 * What people read when the phone refuses.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * Puts refusals into words. No message holds a secret, a token or another user's name.
 */
final class Messages {

	/**
	 * Why a SIP name, an address or a destination is refused.
	 *
	 * @param string $reason A reason of Sip\Refusal.
	 */
	public static function refusal( string $reason ): string {
		switch ( $reason ) {
			case Refusal::EMPTY:
			case Refusal::CHARACTERS:
				return __( 'Your user name cannot be a SIP name. Ask an administrator to give you one.', '[= cookiecutter.slug =]' );
			case Refusal::RESERVED:
				return __( 'Your user name is reserved as a SIP name. Ask an administrator to give you another one.', '[= cookiecutter.slug =]' );
			case Refusal::TAKEN:
				return __( 'Your user name is the SIP name of somebody else. Ask an administrator to give you another one.', '[= cookiecutter.slug =]' );
			case Refusal::ADDRESS:
				return __( 'This is not a SIP address that can be called.', '[= cookiecutter.slug =]' );
			default:
				return __( 'You may not call this address.', '[= cookiecutter.slug =]' );
		}
	}

	/**
	 * Why somebody else has no SIP address, for those who may look at their profile.
	 *
	 * @param string $reason A reason of Sip\Refusal.
	 */
	public static function refusal_of_other( string $reason ): string {
		switch ( $reason ) {
			case Refusal::EMPTY:
			case Refusal::CHARACTERS:
				return __( 'The login of this user cannot be a SIP name. The user gets no phone before an administrator gives them one.', '[= cookiecutter.slug =]' );
			case Refusal::RESERVED:
				return __( 'The SIP name of this user is reserved. The user gets no phone before an administrator gives them another one.', '[= cookiecutter.slug =]' );
			case Refusal::TAKEN:
				return __( 'The SIP name of this user belongs to somebody else. The user gets no phone before an administrator gives them another one.', '[= cookiecutter.slug =]' );
			default:
				return self::refusal( $reason );
		}
	}

	/**
	 * Why an administrator cannot give a name.
	 *
	 * @param string $reason A reason of Sip\Refusal.
	 */
	public static function assignment( string $reason ): string {
		if ( Refusal::TAKEN === $reason ) {
			return __( 'This SIP name is the login or the SIP name of another user.', '[= cookiecutter.slug =]' );
		}
		if ( Refusal::RESERVED === $reason ) {
			return __( 'This SIP name is the account that all guests share.', '[= cookiecutter.slug =]' );
		}
		return __( 'A SIP name has 1 to 64 letters, digits, dots, hyphens and underscores.', '[= cookiecutter.slug =]' );
	}
}
