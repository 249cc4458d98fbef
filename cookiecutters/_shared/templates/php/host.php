<?php
/**
 * The host part of a SIP address.
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
 * Checks host names (RFC 3261, "hostname") and IPv4 addresses.
 *
 * A port is refused: its colon would shift the fields of a token.
 */
final class Host {

	/**
	 * A label, and the last label, which starts with a letter.
	 */
	private const NAME = '/\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z/';

	/**
	 * Four numbers from 0 to 255, without leading zeros.
	 */
	private const IPV4 = '/\A(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z/';

	/**
	 * The most characters that DNS carries in a name.
	 */
	private const LONGEST = 253;

	/**
	 * Checks a host.
	 *
	 * @param string $text For example "sip.example.org" or "192.0.2.1".
	 * @return string The host in lower case.
	 * @throws Refusal ADDRESS, when the text is no host name and no IPv4 address.
	 */
	public static function check( string $text ): string {
		if ( ! self::named( $text ) && 1 !== preg_match( self::IPV4, $text ) ) {
			throw Refusal::address();
		}
		return Ascii::lower( $text );
	}

	/**
	 * Tells host names from other text.
	 *
	 * @param string $text Any bytes.
	 * @return bool Whether it is a host name.
	 */
	private static function named( string $text ): bool {
		return strlen( $text ) <= self::LONGEST && 1 === preg_match( self::NAME, $text );
	}
}
