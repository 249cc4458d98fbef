<?php
/**
 * The people whom a visitor may see.
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
 * The directory as one visitor sees it: of those who are listed, whom the visitor may call.
 */
final class Directory {

	/**
	 * The SIP addresses of users.
	 *
	 * @var Identity
	 */
	private Identity $identity;

	/**
	 * The visitor as a caller.
	 *
	 * @var Caller
	 */
	private Caller $caller;

	/**
	 * Whom the visitor may call.
	 *
	 * @var Policy
	 */
	private Policy $policy;

	/**
	 * The directory for a visitor.
	 *
	 * @param Settings $settings Settings of the site.
	 * @param \WP_User $visitor  The visitor; one who is not logged in does not exist.
	 * @throws Refusal When the visitor can have no SIP address.
	 */
	public function __construct( Settings $settings, \WP_User $visitor ) {
		$callers        = new Callers( $settings );
		$this->identity = new Identity( $settings );
		$this->caller   = $callers->caller( $visitor );
		$this->policy   = $callers->policy( $visitor );
	}

	/**
	 * The people by department.
	 *
	 * @return list<array{name: string, people: list<array{name: string, address: string, photo: string|null}>}>
	 */
	public function groups(): array {
		$groups = array();
		foreach ( Listing::people() as $user ) {
			$address = $this->address( $user );
			if ( null !== $address && $this->may_call( $address ) ) {
				$groups[ Listing::department( $user->ID ) ][] = array(
					'name'    => $user->display_name,
					'address' => (string) $address,
					'photo'   => $this->photo( $user ),
				);
			}
		}
		ksort( $groups, SORT_NATURAL | SORT_FLAG_CASE );
		$named = array();
		foreach ( $groups as $name => $people ) {
			$named[] = array(
				'name'   => (string) $name,
				'people' => $people,
			);
		}
		return $named;
	}

	/**
	 * What is said about whom a visitor talks to.
	 *
	 * @param Address $address Whom.
	 * @return array{name: string, photo: string|null, about: string|null}|null Null when nobody who is listed has the address.
	 */
	public function card( Address $address ): ?array {
		$user = $this->listed( $address );
		// Guests see whom they may call; users are called by others, too.
		if ( null === $user || ( $this->caller->guest() && ! $this->may_call( $address ) ) ) {
			return null;
		}
		$department = Listing::department( $user->ID );
		return array(
			'name'  => $user->display_name,
			'photo' => $this->photo( $user ),
			'about' => '' === $department ? null : $department,
		);
	}

	/**
	 * Who is listed and has an address, or null.
	 *
	 * @param Address $address The address.
	 */
	private function listed( Address $address ): ?\WP_User {
		foreach ( $this->identity->candidates( $address ) ?? Listing::people() as $user ) {
			$own = Listing::has( $user ) ? $this->address( $user ) : null;
			if ( null !== $own && $own->equals( $address ) ) {
				return $user;
			}
		}
		return null;
	}

	/**
	 * The address of a user, or null when they have none.
	 *
	 * @param \WP_User $user The user.
	 */
	private function address( \WP_User $user ): ?Address {
		try {
			return $this->identity->address( $user );
		} catch ( Refusal $refusal ) {
			return null;
		}
	}

	/**
	 * Whether the visitor may call an address.
	 *
	 * @param Address $address The address.
	 */
	private function may_call( Address $address ): bool {
		try {
			$this->policy->destination( $this->caller, $address );
			return true;
		} catch ( Refusal $refusal ) {
			return false;
		}
	}

	/**
	 * The picture of a user, where the site shows pictures. Not for guests: its address can tell an e-mail address.
	 *
	 * @param \WP_User $user The user.
	 */
	private function photo( \WP_User $user ): ?string {
		$url = get_option( 'show_avatars' ) && ! $this->caller->guest() ? get_avatar_url( $user, array( 'size' => 96 ) ) : false;
		return is_string( $url ) ? $url : null;
	}
}
