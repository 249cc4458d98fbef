<?php
/**
 * What the tests of the core share.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * Reads the vectors.
 *
 * @return array<string,mixed> "secret", "sign", "handshake" and "turn".
 */
function vectors(): array {
	return json_decode( implode( '', (array) file( __DIR__ . '/vectors.json' ) ), true );
}

/**
 * Tells why something was refused.
 *
 * @param callable $attempt What to try.
 * @return string The reason, or "accepted".
 */
function verdict( callable $attempt ): string {
	try {
		$attempt();
	} catch ( Refusal $refusal ) {
		return $refusal->reason();
	}
	return 'accepted';
}

/**
 * Tells whether something was taken for a mistake of the programmer or of the configuration.
 *
 * @param callable $attempt What to try.
 * @return bool Whether it threw \InvalidArgumentException.
 */
function invalid( callable $attempt ): bool {
	try {
		$attempt();
	} catch ( \InvalidArgumentException $exception ) {
		return true;
	}
	return false;
}
