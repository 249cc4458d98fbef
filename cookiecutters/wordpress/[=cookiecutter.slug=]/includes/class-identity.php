<?php
/**
 * Who people are to the SIP server.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Ascii;
use [= cookiecutter.namespace =]\Sip\Names;
use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * Gives every user one SIP address that no other user has.
 *
 * The name is the one that an administrator gave, else the login. A given name always wins: whoever signs up with
 * a login that was given to somebody else before gets no phone until an administrator gives them a name.
 */
final class Identity {

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
	 * The address of a user.
	 *
	 * @param \WP_User $user The user.
	 * @throws Refusal When the user can have none; its reason says why.
	 */
	public function address( \WP_User $user ): Address {
		$given = Sip_Names::get( $user->ID );
		$name  = '' === $given ? $this->derive( $user ) : $this->assign( $given );
		$this->refuse_others( $name, $user->ID, '' === $given );
		return Address::parse( $name, $this->settings->domain() );
	}

	/**
	 * The users of whom one may have an address: to find out without asking about everybody.
	 *
	 * @param Address $address The address.
	 * @return list<\WP_User>|null Null when a filter gives names that cannot be looked up.
	 */
	public function candidates( Address $address ): ?array {
		if ( has_filter( '[= cookiecutter.__prefix =]_sip_name' ) ) {
			return null;
		}
		return array_values( array_filter( array_map( 'get_userdata', $this->having( Ascii::lower( $address->user() ) ) ) ) );
	}

	/**
	 * Checks a name that an administrator wants to give to a user.
	 *
	 * @param int    $user_id The user, or 0 for one who is about to be made.
	 * @param string $name    The name.
	 * @return string The name as it is to be stored.
	 * @throws Refusal When the name is not a SIP name, or somebody else has it.
	 */
	public function check( int $user_id, string $name ): string {
		$name = $this->assign( $name );
		if ( array() !== array_diff( $this->having( $name ), array( 0, $user_id ) ) ) {
			throw Refusal::taken();
		}
		return $name;
	}

	/**
	 * Who was given a name, and whose login is the same.
	 *
	 * @param string $name A name in lower case.
	 * @return list<int> Users; 0 among them where it was given to nobody.
	 */
	private function having( string $name ): array {
		return array_merge( array( Sip_Names::holder( $name ) ), Sip_Names::logins( $name ) );
	}

	/**
	 * A name that is given. Other reserved names may be, but in the name of the guests' account everybody speaks.
	 *
	 * @param string $name The name.
	 * @throws Refusal When the name is not a SIP name, or that of the guests.
	 */
	private function assign( string $name ): string {
		$name = $this->names()->assign( $name );
		if ( $this->names()->same( $name, $this->settings->text( 'guest_user' ) ) ) {
			throw Refusal::reserved();
		}
		return $name;
	}

	/**
	 * The name of a user to whom none was given.
	 *
	 * @param \WP_User $user The user.
	 * @throws Refusal When the login is not fit to be a SIP name.
	 */
	private function derive( \WP_User $user ): string {
		/**
		 * Filters the SIP name of a user to whom no administrator gave one.
		 *
		 * The result is checked like a login. It has to be different for every user.
		 *
		 * @param string   $name The login.
		 * @param \WP_User $user The user.
		 */
		$name = apply_filters( '[= cookiecutter.__prefix =]_sip_name', $user->user_login, $user );
		return $this->names()->derive( is_string( $name ) ? $name : '' );
	}

	/**
	 * Refuses a name that belongs to somebody else.
	 *
	 * @param string $name    The name.
	 * @param int    $user_id The user who wants it.
	 * @param bool   $derived Whether it is made from the login.
	 * @throws Refusal When somebody else has it.
	 */
	private function refuse_others( string $name, int $user_id, bool $derived ): void {
		$holder = Sip_Names::holder( $name );
		if ( 0 !== $holder && $user_id !== $holder ) {
			throw Refusal::taken();
		}
		// Some databases tell logins apart that SIP does not; the older account keeps the name.
		$logins = $derived ? Sip_Names::logins( $name ) : array();
		if ( array() !== $logins && $user_id !== $logins[0] ) {
			throw Refusal::taken();
		}
	}

	/**
	 * The rules for names.
	 */
	private function names(): Names {
		return new Names( $this->settings->reserved_names() );
	}
}
