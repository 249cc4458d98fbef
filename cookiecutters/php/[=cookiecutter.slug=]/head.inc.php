<?php
/**
 * Prints the tags that a page with a phone needs in its head.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

( static function (): void {
	$loaded = require __DIR__ . '/load.php';
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- HTML whose values are escaped.
	echo $loaded->head();
} )();
