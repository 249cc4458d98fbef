<?php
/**
 * What people read when the phone refuses.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * Puts refusals into words, in English. No message holds a secret, a token or another person's name.
 */
final class Messages {

	public const NO_NAME     = 'Your user name cannot be a SIP name. Ask an administrator to give you one.';
	public const RESERVED    = 'Your user name is reserved as a SIP name. Ask an administrator to give you another one.';
	public const ADDRESS     = 'This is not a SIP address that can be called.';
	public const DESTINATION = 'You may not call this address.';
	public const ORIGIN      = 'The phone can only be used on its own site.';
	public const REQUEST     = 'The request is not understood.';
	public const NONCE       = 'The page is too old. Please load it again.';
	public const SIGNED_OUT  = 'Log in to use the phone.';
	public const NOT_ALLOWED = 'Your account may not use the phone.';
	public const NOT_SET_UP  = 'The phone is not set up yet.';
	public const FAILED      = 'The phone does not work at the moment. Please try again later.';
	public const TOO_MANY    = 'Too many requests. Wait a little and try again.';

	/**
	 * Why a SIP name, an address or a destination is refused.
	 *
	 * @param string $reason A reason of Sip\Refusal.
	 */
	public static function refusal( string $reason ): string {
		switch ( $reason ) {
			case Refusal::EMPTY:
			case Refusal::CHARACTERS:
				return self::NO_NAME;
			case Refusal::RESERVED:
			case Refusal::TAKEN:
				return self::RESERVED;
			case Refusal::ADDRESS:
				return self::ADDRESS;
		}
		return self::DESTINATION;
	}
}
