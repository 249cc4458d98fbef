<?php
/**
 * A secret shared with a SIP or TURN server.
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
 * Signs with a secret that cannot be printed by accident.
 *
 * A MAC is as strong as the secret behind it: whoever sees a token can try
 * secrets against it at leisure, so a short one is refused.
 */
final class Secret {

	/**
	 * The fewest bytes of a secret.
	 */
	public const MINIMUM = 32;

	/**
	 * Gives the secret.
	 *
	 * A closure, because var_export() and serialize() would show a string.
	 *
	 * @var \Closure
	 */
	private \Closure $key;

	/**
	 * Keeps a secret.
	 *
	 * @param string $value At least MINIMUM random bytes.
	 * @throws \InvalidArgumentException When the secret is too short.
	 */
	public function __construct(
		#[\SensitiveParameter]
		string $value
	) {
		if ( strlen( $value ) < self::MINIMUM ) {
			// Before PHP 8.2 a stack trace shows the value that an argument has when the exception is made.
			$value = '';
			throw new \InvalidArgumentException( 'The secret is shorter than 32 bytes.' );
		}
		$this->key = static function () use ( $value ): string {
			return $value;
		};
	}

	/**
	 * Computes a keyed hash (HMAC).
	 *
	 * @param string $algorithm For example "sha1".
	 * @param string $message   Any bytes.
	 * @return string The raw bytes of the HMAC.
	 * @throws \InvalidArgumentException When PHP has no such algorithm.
	 */
	public function hash( string $algorithm, string $message ): string {
		if ( ! in_array( $algorithm, hash_hmac_algos(), true ) ) {
			throw new \InvalidArgumentException( 'PHP has no such hash algorithm.' );
		}
		return hash_hmac( $algorithm, $message, ( $this->key )(), true );
	}

	/**
	 * Shows nothing to var_dump() and print_r().
	 *
	 * @return array<string,mixed> Always empty.
	 */
	public function __debugInfo(): array {
		return array();
	}
}
