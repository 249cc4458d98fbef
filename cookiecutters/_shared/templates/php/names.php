<?php
/**
 * The SIP names of the people of a site.
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
 * Makes the SIP user part of a login.
 *
 * A login is taken as it is or not at all. Nothing is escaped, shortened or
 * replaced, so two logins never meet in one name. SIP servers ignore case:
 * "Anna" and "anna" are one identity, and the name is "anna" for both.
 */
final class Names {

	/**
	 * A name that is safe in a SIP address and in a token.
	 *
	 * No "+": telephone numbers are no names.
	 */
	private const SAFE = '/\A[A-Za-z0-9._-]{1,64}\z/';

	/**
	 * What can be reserved: any user part of an address.
	 */
	private const USER = '/\A[A-Za-z0-9._+-]{0,64}\z/';

	/**
	 * Reserved user parts in lower case.
	 *
	 * @var string[]
	 */
	private array $reserved;

	/**
	 * Keeps the reserved names.
	 *
	 * Reserve the guests' account and everything that guests may call: a person
	 * who signs up as "helpdesk" would take the calls of the help desk.
	 *
	 * @param string[] $reserved User parts, without host. An empty one reserves nothing.
	 * @throws \InvalidArgumentException When one is no user part, such as a whole address.
	 */
	public function __construct( array $reserved = array() ) {
		if ( count( (array) preg_grep( self::USER, $reserved ) ) !== count( $reserved ) ) {
			throw new \InvalidArgumentException( 'Reserved names are user parts of SIP addresses, without the host.' );
		}
		$this->reserved = array_map( array( Ascii::class, 'lower' ), $reserved );
	}

	/**
	 * Makes the SIP name of a login.
	 *
	 * @param string $login A login, chosen by the person who signed up.
	 * @return string The name in lower case.
	 * @throws Refusal EMPTY, CHARACTERS or RESERVED.
	 */
	public function derive( string $login ): string {
		$name = $this->assign( $login );
		if ( in_array( $name, $this->reserved, true ) ) {
			throw Refusal::reserved();
		}
		return $name;
	}

	/**
	 * Checks a name that an administrator gives to someone.
	 *
	 * It may be a reserved one.
	 *
	 * @param string $name The name.
	 * @return string The name in lower case.
	 * @throws Refusal EMPTY or CHARACTERS.
	 */
	public function assign( string $name ): string {
		if ( '' === $name ) {
			throw Refusal::empty();
		}
		if ( 1 !== preg_match( self::SAFE, $name ) ) {
			throw Refusal::characters();
		}
		return Ascii::lower( $name );
	}

	/**
	 * Tells whether two names are one identity.
	 *
	 * @param string $one   A name.
	 * @param string $other A name.
	 * @return bool Whether a SIP server takes them for the same.
	 */
	public function same( string $one, string $other ): bool {
		return Ascii::same( $one, $other );
	}
}
