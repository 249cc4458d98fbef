<?php
/**
 * Prints the phone. Include it where the phone shall be, as often as you like.
 *
 * What differs from the defaults is in $phone, set before (see Phone::OPTIONS):
 *
 *     $phone = array( 'destination' => 'helpdesk', 'locked' => true );
 *     include '[= cookiecutter.slug =]/jscommunicator.inc.php';
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

( static function ( array $options ): void {
	$loaded = require __DIR__ . '/load.php';
	// phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- HTML whose values are escaped.
	echo $loaded->html( $options );
} )( isset( $phone ) && is_array( $phone ) ? $phone : array() );
