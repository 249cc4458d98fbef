<?php
/**
 * Counts in APCu.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Counter;

/**
 * Keeps counts in the memory of the web server. They are those of one server only.
 */
final class ApcuCounter implements Counter {

	/**
	 * Adds one to a count.
	 *
	 * @param string $key     Name of the count: letters and digits.
	 * @param int    $seconds Seconds after which it may be forgotten.
	 * @throws \RuntimeException When APCu is not there.
	 */
	public function add( string $key, int $seconds ): int {
		if ( ! function_exists( 'apcu_enabled' ) || ! apcu_enabled() ) {
			throw new \RuntimeException( 'APCu is not enabled.' );
		}
		apcu_add( $key, 0, $seconds );
		$count = apcu_inc( $key, 1, $done, $seconds );
		if ( ! $done ) {
			throw new \RuntimeException( 'APCu could not count.' );
		}
		return (int) $count;
	}
}
