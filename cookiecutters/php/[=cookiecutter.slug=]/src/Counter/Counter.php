<?php
/**
 * Counts in windows of time.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Counter;

/**
 * A place where counts are kept. Counting is atomic: two requests at once count as two.
 */
interface Counter {

	/**
	 * Adds one to a count.
	 *
	 * @param string $key     Name of the count: letters and digits.
	 * @param int    $seconds Seconds after which it may be forgotten.
	 * @return int The new count.
	 * @throws \RuntimeException When it cannot be counted.
	 */
	public function add( string $key, int $seconds ): int;
}
