<?php
/**
 * Letter case as SIP servers see it.
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
 * Lower case and comparison for A to Z only.
 *
 * Before PHP 8.2 strtolower() follows the locale of the process, so that a
 * server may change the bytes of letters that SIP servers leave alone.
 */
final class Ascii {

	/**
	 * Lower-cases A to Z.
	 *
	 * @param string $text Any bytes.
	 * @return string The same bytes with A to Z in lower case.
	 */
	public static function lower( string $text ): string {
		return strtr( $text, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz' );
	}

	/**
	 * Compares two texts, A to Z without regard to case.
	 *
	 * @param string $one   Any bytes.
	 * @param string $other Any bytes.
	 * @return bool Whether they are the same.
	 */
	public static function same( string $one, string $other ): bool {
		return self::lower( $one ) === self::lower( $other );
	}
}
