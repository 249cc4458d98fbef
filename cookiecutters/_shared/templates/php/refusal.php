<?php
/**
 * Why the phone says no.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Sip;
[% if guard is defined %]

[= guard =]
[% endif %]

/**
 * A name, an address or a destination that is not accepted.
 *
 * The message is plain English for logs and holds nothing that a visitor typed.
 * What people read is chosen by the reason.
 */
final class Refusal extends \DomainException {

	/**
	 * A name of no characters.
	 */
	public const EMPTY = 'name_empty';

	/**
	 * A name that is too long or has unsafe characters.
	 */
	public const CHARACTERS = 'name_characters';

	/**
	 * A name that the site keeps for itself.
	 */
	public const RESERVED = 'name_reserved';

	/**
	 * A name that someone else has; for the site, which knows all names.
	 */
	public const TAKEN = 'name_taken';

	/**
	 * Text that is no SIP address.
	 */
	public const ADDRESS = 'address_invalid';

	/**
	 * An address that this caller may not call.
	 */
	public const DESTINATION = 'destination_refused';

	/**
	 * One of the constants of this class.
	 *
	 * @var string
	 */
	private string $reason;

	/**
	 * Makes a refusal.
	 *
	 * @param string $reason  One of the constants of this class.
	 * @param string $message Plain English, for logs.
	 */
	public function __construct( string $reason, string $message ) {
		parent::__construct( $message );
		$this->reason = $reason;
	}

	/**
	 * Refuses a name of no characters.
	 *
	 * @return self To be thrown.
	 */
	public static function empty(): self {
		return new self( self::EMPTY, 'The name is empty.' );
	}

	/**
	 * Refuses a name that is not safe in a SIP address.
	 *
	 * @return self To be thrown.
	 */
	public static function characters(): self {
		return new self( self::CHARACTERS, 'The name is too long or has characters that are not safe in a SIP address.' );
	}

	/**
	 * Refuses a name that the site keeps for itself.
	 *
	 * @return self To be thrown.
	 */
	public static function reserved(): self {
		return new self( self::RESERVED, 'The name is reserved.' );
	}

	/**
	 * Refuses a name that someone else has.
	 *
	 * @return self To be thrown.
	 */
	public static function taken(): self {
		return new self( self::TAKEN, 'Someone else has the name.' );
	}

	/**
	 * Refuses text that is no SIP address.
	 *
	 * @return self To be thrown.
	 */
	public static function address(): self {
		return new self( self::ADDRESS, 'The address is not a user part and a host name or IPv4 address.' );
	}

	/**
	 * Refuses an address that this caller may not call.
	 *
	 * @return self To be thrown.
	 */
	public static function destination(): self {
		return new self( self::DESTINATION, 'The caller may not call this address.' );
	}

	/**
	 * Tells the reason.
	 *
	 * @return string One of the constants of this class.
	 */
	public function reason(): string {
		return $this->reason;
	}
}
