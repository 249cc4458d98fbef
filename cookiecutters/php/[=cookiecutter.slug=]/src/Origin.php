<?php
/**
 * Checks where a request comes from.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * Lets only pages of this site ask.
 *
 * A page of another site could otherwise have its visitors' browsers ask, with their cookies.
 */
final class Origin {

	/**
	 * Whether a request was sent by a page of this site.
	 *
	 * Browsers add Origin to every POST; Sec-Fetch-Site decides should something on the way have removed it.
	 *
	 * @param Request  $request The request.
	 * @param Settings $settings Settings of the site.
	 */
	public static function is_own( Request $request, Settings $settings ): bool {
		$origin = $request->header( 'Origin' );
		if ( '' !== $origin ) {
			return in_array( strtolower( $origin ), self::allowed( $request, $settings ), true );
		}
		return 'same-origin' === $request->header( 'Sec-Fetch-Site' );
	}

	/**
	 * The origins of this site.
	 *
	 * @param Request  $request The request.
	 * @param Settings $settings Settings of the site.
	 * @return string[]
	 */
	private static function allowed( Request $request, Settings $settings ): array {
		if ( array() !== $settings->value( 'origins' ) ) {
			return $settings->value( 'origins' );
		}
		$own = $request->own_origin();
		// A proxy may have taken off https:. Never the other way round.
		return array( $own, (string) preg_replace( '/\Ahttp:/', 'https:', $own ) );
	}
}
