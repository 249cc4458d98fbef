<?php
/**
 * Who is called, and who calls.
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
 * A SIP address of record: a user at a host, and nothing else.
 *
 * No port, no parameter, no escape and no wildcard can be in it, so that it
 * goes into a token as it is.
 */
final class Address {

	/**
	 * What may stand before the "@".
	 */
	private const USER = '/\A[A-Za-z0-9._+-]{1,64}\z/';

	/**
	 * The user part, as it was written.
	 *
	 * @var string
	 */
	private string $user;

	/**
	 * The host in lower case.
	 *
	 * @var string
	 */
	private string $host;

	/**
	 * Keeps checked parts.
	 *
	 * @param string $user A checked user part.
	 * @param string $host A checked host.
	 */
	private function __construct( string $user, string $host ) {
		$this->user = $user;
		$this->host = $host;
	}

	/**
	 * Reads an address.
	 *
	 * @param string $text   For example "helpdesk", "helpdesk@example.org" or "sip:+4930123456@example.org".
	 * @param string $domain The host of an address that names none.
	 * @return self The address.
	 * @throws Refusal ADDRESS, when the text is no such address.
	 */
	public static function parse( string $text, string $domain = '' ): self {
		$scheme = Ascii::same( substr( $text, 0, 4 ), 'sip:' ) ? 4 : 0;
		$parts  = explode( '@', substr( $text, $scheme ), 2 );
		if ( 1 !== preg_match( self::USER, $parts[0] ) ) {
			throw Refusal::address();
		}
		return new self( $parts[0], Host::check( $parts[1] ?? $domain ) );
	}

	/**
	 * Tells the user part.
	 *
	 * @return string For example "helpdesk".
	 */
	public function user(): string {
		return $this->user;
	}

	/**
	 * Tells the host.
	 *
	 * @return string In lower case, for example "example.org".
	 */
	public function host(): string {
		return $this->host;
	}

	/**
	 * Writes the address as a SIP URI.
	 *
	 * @return string For example "sip:helpdesk@example.org".
	 */
	public function uri(): string {
		return 'sip:' . $this;
	}

	/**
	 * Compares addresses as SIP servers do, without regard to case.
	 *
	 * @param self $other Another address.
	 * @return bool Whether both are one identity.
	 */
	public function equals( self $other ): bool {
		return Ascii::same( (string) $this, (string) $other );
	}

	/**
	 * Writes the address as tokens hold it.
	 *
	 * @return string For example "helpdesk@example.org".
	 */
	public function __toString(): string {
		return $this->user . '@' . $this->host;
	}
}
