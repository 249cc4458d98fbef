<?php
/**
 * Who may call whom.
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
 * Decides the destination that a token names.
 */
final class Policy {

	/**
	 * May be called, but may call nobody.
	 */
	public const NONE = 'none';

	/**
	 * May call the listed addresses, each with a token of its own.
	 */
	public const LISTED = 'listed';

	/**
	 * May call everyone of the domain, and the listed addresses elsewhere.
	 */
	public const DOMAIN = 'domain';

	/**
	 * May call everyone everywhere.
	 */
	public const ANYONE = 'anyone';

	/**
	 * NONE, LISTED, DOMAIN or ANYONE.
	 *
	 * @var string
	 */
	private string $reach;

	/**
	 * What may be called, in the order of the list.
	 *
	 * @var Destination[]
	 */
	private array $destinations;

	/**
	 * Sets the rule.
	 *
	 * @param string  $reach     NONE, LISTED, DOMAIN or ANYONE.
	 * @param string  $domain    The host of DOMAIN; not looked at otherwise.
	 * @param Address ...$listed The addresses of LISTED and DOMAIN; not looked at otherwise.
	 * @throws Refusal ADDRESS, when the domain is needed and is no host.
	 * @throws \InvalidArgumentException When there is no such reach.
	 */
	public function __construct( string $reach, string $domain, Address ...$listed ) {
		$this->reach        = $reach;
		$this->destinations = self::reachable( $reach, $domain, array_values( $listed ) );
	}

	/**
	 * Decides the destination of a token.
	 *
	 * @param Caller       $caller Who calls.
	 * @param Address|null $wanted Whom to call, or null when the phone only goes online.
	 * @return Destination What the token allows. Null wanted gives the whole domain or everywhere where that is
	 *                     allowed, else the first listed address for a guest and a user's own address, with which
	 *                     one can register and call nobody else.
	 * @throws Refusal DESTINATION, when the caller may not call there, and for a guest whose reach is not LISTED.
	 */
	public function destination( Caller $caller, ?Address $wanted ): Destination {
		if ( $caller->guest() && self::LISTED !== $this->reach ) {
			throw Refusal::destination();
		}
		if ( null === $wanted ) {
			return $this->standing( $caller );
		}
		return $this->toward( $wanted );
	}

	/**
	 * Lists what may be called.
	 *
	 * @param string    $reach  NONE, LISTED, DOMAIN or ANYONE.
	 * @param string    $domain The host of DOMAIN.
	 * @param Address[] $listed The addresses of LISTED and DOMAIN.
	 * @return Destination[] The destinations.
	 * @throws \InvalidArgumentException When there is no such reach.
	 */
	private static function reachable( string $reach, string $domain, array $listed ): array {
		$addresses = array_map( array( Destination::class, 'address' ), $listed );
		switch ( $reach ) {
			case self::NONE:
				return array();
			case self::LISTED:
				return $addresses;
			case self::DOMAIN:
				return array_merge( array( Destination::domain( $domain ) ), $addresses );
			case self::ANYONE:
				return array( Destination::anyone() );
		}
		throw new \InvalidArgumentException( 'There is no such reach.' );
	}

	/**
	 * Decides the destination of a phone that goes online without a call.
	 *
	 * @param Caller $caller Who goes online.
	 * @return Destination What the token allows.
	 * @throws Refusal DESTINATION, when a guest may call nobody.
	 */
	private function standing( Caller $caller ): Destination {
		$first = $this->destinations[0] ?? null;
		if ( null !== $first && ( $first->wide() || $caller->guest() ) ) {
			return $first;
		}
		if ( $caller->guest() ) {
			throw Refusal::destination();
		}
		return Destination::address( $caller->address() );
	}

	/**
	 * Decides the destination of a call.
	 *
	 * @param Address $wanted Whom to call.
	 * @return Destination What the token allows.
	 * @throws Refusal DESTINATION, when that may not be called.
	 */
	private function toward( Address $wanted ): Destination {
		foreach ( $this->destinations as $destination ) {
			if ( $destination->covers( $wanted ) ) {
				return $destination;
			}
		}
		throw Refusal::destination();
	}
}
