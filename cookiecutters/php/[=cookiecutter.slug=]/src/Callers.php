<?php
/**
 * Who calls whom.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Ascii;
use [= cookiecutter.namespace =]\Sip\Caller;
use [= cookiecutter.namespace =]\Sip\Names;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * Turns visitors into SIP callers.
 */
final class Callers {

	/**
	 * The settings of the site.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Takes the settings.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Whether a visitor may use the phone, with rights of their own or as a guest.
	 *
	 * @param Visitor|null $visitor The visitor, null for a guest.
	 */
	public function allows( ?Visitor $visitor ): bool {
		return self::has_rights( $visitor ) || array() !== $this->settings->value( 'guest_destinations' );
	}

	/**
	 * A visitor as a caller. A person without rights is a guest: logging out would make them one.
	 *
	 * @param Visitor|null $visitor The visitor, null for a guest.
	 * @throws Refusal When the visitor can have no SIP address.
	 */
	public function caller( ?Visitor $visitor ): Caller {
		if ( null === $visitor || ! self::has_rights( $visitor ) ) {
			return new Caller( $this->address( $this->settings->text( 'guest_user' ) ), $this->settings->text( 'guest_name' ), false, true );
		}
		return new Caller( $this->address( $this->name( $visitor ) ), $visitor->text( 'name' ), $visitor->receives(), false );
	}

	/**
	 * Whom a visitor may call. What guests may call, everybody may: people could log out and call it.
	 *
	 * @param Visitor|null $visitor The visitor, null for a guest.
	 */
	public function policy( ?Visitor $visitor ): Policy {
		$listed = $this->settings->addresses( 'guest_destinations' );
		$reach  = null === $visitor ? Policy::NONE : $visitor->text( 'calls' );
		if ( null === $visitor || ! self::has_rights( $visitor ) ) {
			return new Policy( Policy::LISTED, '', ...$listed );
		}
		// Who may be called, but calls nobody, may still call what guests may.
		$reach = Policy::NONE === $reach ? Policy::LISTED : $reach;
		$own   = Policy::NONE === $visitor->text( 'calls' ) ? array() : $this->settings->addresses( 'user_destinations' );
		return new Policy( $reach, $this->settings->text( 'sip_domain' ), ...$own, ...$listed );
	}

	/**
	 * Whether a visitor has rights of their own.
	 *
	 * @param Visitor|null $visitor The visitor, null for a guest.
	 */
	private static function has_rights( ?Visitor $visitor ): bool {
		return null !== $visitor && $visitor->has_rights();
	}

	/**
	 * The SIP name of a person.
	 *
	 * @param Visitor $visitor The person.
	 * @throws Refusal When the person can have none.
	 */
	private function name( Visitor $visitor ): string {
		$guest = $this->settings->text( 'guest_user' );
		if ( '' === $visitor->text( 'sip_name' ) ) {
			return ( new Names( $this->reserved() ) )->derive( $visitor->text( 'login' ) );
		}
		// A given name may be a reserved one, but in the name of the guests' account everybody speaks.
		return ( new Names( array( $guest ) ) )->derive( $visitor->text( 'sip_name' ) );
	}

	/**
	 * Names that nobody gets by signing up with them: that of the guests, and those of all who are listed.
	 *
	 * @return string[]
	 */
	private function reserved(): array {
		$reserved = array( $this->settings->text( 'guest_user' ) );
		foreach ( array( 'guest_destinations', 'user_destinations' ) as $list ) {
			foreach ( $this->settings->addresses( $list ) as $address ) {
				$reserved[] = $address->host() === Ascii::lower( $this->settings->text( 'sip_domain' ) ) ? $address->user() : '';
			}
		}
		return $reserved;
	}

	/**
	 * An address of the site's SIP domain.
	 *
	 * @param string $user The user part.
	 * @throws Refusal When it is none.
	 */
	private function address( string $user ): Address {
		return Address::parse( $user, $this->settings->text( 'sip_domain' ) );
	}
}
