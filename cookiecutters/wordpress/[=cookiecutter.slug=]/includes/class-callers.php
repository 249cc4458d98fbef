<?php
/**
 * Who calls, and whom they may call.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Caller;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * Turns users and visitors into SIP callers.
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
	 * @param \WP_User $visitor The visitor; one who is not logged in does not exist.
	 */
	public function allows( \WP_User $visitor ): bool {
		return self::has_rights( $visitor ) || array() !== $this->settings->addresses( 'guest_destinations' );
	}

	/**
	 * A visitor as a caller. A user without rights is a guest: logging out would make them one.
	 *
	 * @param \WP_User $visitor The visitor.
	 * @throws Refusal When the visitor can have no SIP address.
	 */
	public function caller( \WP_User $visitor ): Caller {
		if ( ! self::has_rights( $visitor ) ) {
			return $this->guest();
		}
		$address = ( new Identity( $this->settings ) )->address( $visitor );
		return new Caller( $address, $visitor->display_name, $visitor->has_cap( Capabilities::RECEIVE ), false );
	}

	/**
	 * Whom a visitor may call. What guests may call, everybody may: users could log out and call it.
	 *
	 * @param \WP_User $visitor The visitor.
	 */
	public function policy( \WP_User $visitor ): Policy {
		$listed = $this->settings->addresses( 'guest_destinations' );
		$reach  = Capabilities::reach( $visitor );
		if ( Policy::NONE === $reach ) {
			return new Policy( Policy::LISTED, $this->settings->domain(), ...$listed );
		}
		return new Policy( $reach, $this->settings->domain(), ...$this->settings->addresses( 'user_destinations' ), ...$listed );
	}

	/**
	 * Whether a visitor has rights of their own, to call or to be called.
	 *
	 * @param \WP_User $visitor The visitor.
	 */
	private static function has_rights( \WP_User $visitor ): bool {
		return Policy::NONE !== Capabilities::reach( $visitor ) || $visitor->has_cap( Capabilities::RECEIVE );
	}

	/**
	 * The account that all guests share.
	 *
	 * @throws Refusal When it is not set.
	 */
	private function guest(): Caller {
		$address = Address::parse( $this->settings->text( 'guest_user' ), $this->settings->domain() );
		return new Caller( $address, $this->settings->text( 'guest_name' ), false, true );
	}
}
