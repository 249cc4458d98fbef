<?php
/**
 * Where the holder of a token may call.
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
 * One address, a whole domain or everywhere.
 *
 * On reSIProcate its holder can also register as whom it covers, when that is
 * a user of the server, and so take their calls: a wide one is a right to give
 * knowingly.
 * It limits the To header only. What may be dialled is up to the SIP server.
 */
final class Destination {

	/**
	 * Stands for every user, or every host, but never for a part of one.
	 */
	private const ANY = '*';

	/**
	 * A user part, or ANY.
	 *
	 * @var string
	 */
	private string $user;

	/**
	 * A host, or ANY.
	 *
	 * @var string
	 */
	private string $host;

	/**
	 * Keeps checked parts.
	 *
	 * @param string $user A checked user part, or ANY.
	 * @param string $host A checked host, or ANY.
	 */
	private function __construct( string $user, string $host ) {
		$this->user = $user;
		$this->host = $host;
	}

	/**
	 * Allows one address.
	 *
	 * @param Address $address The address.
	 * @return self The destination.
	 */
	public static function address( Address $address ): self {
		return new self( $address->user(), $address->host() );
	}

	/**
	 * Allows everyone at a host.
	 *
	 * @param string $host For example "example.org".
	 * @return self The destination "*@example.org".
	 * @throws Refusal ADDRESS, when it is no host.
	 */
	public static function domain( string $host ): self {
		return new self( self::ANY, Host::check( $host ) );
	}

	/**
	 * Allows everyone everywhere.
	 *
	 * @return self The destination "*@*".
	 */
	public static function anyone(): self {
		return new self( self::ANY, self::ANY );
	}

	/**
	 * Tells whether an address may be called.
	 *
	 * @param Address $address The address.
	 * @return bool Whether this destination allows it.
	 */
	public function covers( Address $address ): bool {
		return $this->matches( $this->user, $address->user() ) && $this->matches( $this->host, $address->host() );
	}

	/**
	 * Tells whether more than one address may be called.
	 *
	 * @return bool Whether this is a domain or everywhere.
	 */
	public function wide(): bool {
		return self::ANY === $this->user;
	}

	/**
	 * Writes the destination as tokens hold it.
	 *
	 * @return string For example "*@example.org".
	 */
	public function __toString(): string {
		return $this->user . '@' . $this->host;
	}

	/**
	 * Compares one part.
	 *
	 * @param string $allowed What is allowed: a user part, a host, or ANY.
	 * @param string $part    What is wanted.
	 * @return bool Whether it is allowed.
	 */
	private function matches( string $allowed, string $part ): bool {
		return self::ANY === $allowed || Ascii::same( $allowed, $part );
	}
}
