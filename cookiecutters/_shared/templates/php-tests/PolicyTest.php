<?php
/**
 * Tests who may call whom.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Caller;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * Who may call whom.
 */
final class PolicyTest extends \PHPUnit\Framework\TestCase {

	/**
	 * A user with a list gets a token for the one address that is wanted.
	 */
	public function test_a_list_gives_the_wanted_address(): void {
		$this->assertSame( 'sales@example.org', $this->decide( $this->listed(), $this->alice(), 'SALES@example.org' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( $this->listed(), $this->alice(), 'bob@example.org' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( $this->listed(), $this->alice(), 'sales@example.net' ) );
	}

	/**
	 * To be called one needs no right to call.
	 */
	public function test_a_user_goes_online_with_a_token_for_nobody_else(): void {
		$this->assertSame( 'alice@example.org', $this->decide( $this->listed(), $this->alice(), null ) );
		$this->assertSame( 'alice@example.org', $this->decide( new Policy( Policy::LISTED, '' ), $this->alice(), null ) );
		$this->assertSame( 'alice@example.org', $this->decide( new Policy( Policy::NONE, '' ), $this->alice(), null ) );
	}

	/**
	 * A guest calls what is listed and nobody else.
	 */
	public function test_a_guest_calls_listed_addresses_only(): void {
		$this->assertSame( 'helpdesk@example.org', $this->decide( $this->listed(), $this->guest(), null ) );
		$this->assertSame( 'sales@example.org', $this->decide( $this->listed(), $this->guest(), 'sales@example.org' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( $this->listed(), $this->guest(), 'alice@example.org' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( new Policy( Policy::LISTED, '' ), $this->guest(), null ) );
	}

	/**
	 * Whatever the settings say.
	 */
	public function test_a_guest_never_gets_a_wide_destination(): void {
		foreach ( array( Policy::NONE, Policy::DOMAIN, Policy::ANYONE ) as $reach ) {
			$policy = new Policy( $reach, 'example.org', Address::parse( 'helpdesk@example.org' ) );
			foreach ( array( null, 'helpdesk@example.org' ) as $wanted ) {
				$this->assertSame( Refusal::DESTINATION, $this->decide( $policy, $this->guest(), $wanted ), $reach );
			}
		}
	}

	/**
	 * None of the listed addresses counts when nobody may be called.
	 */
	public function test_none_calls_nobody(): void {
		$policy = new Policy( Policy::NONE, 'example.org', Address::parse( 'helpdesk@example.org' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( $policy, $this->alice(), 'helpdesk@example.org' ) );
	}

	/**
	 * The domain ends at its name.
	 */
	public function test_a_domain_ends_at_its_name(): void {
		$policy = new Policy( Policy::DOMAIN, 'Example.org' );
		$this->assertSame( '*@example.org', $this->decide( $policy, $this->alice(), null ) );
		$this->assertSame( '*@example.org', $this->decide( $policy, $this->alice(), 'bob@example.org' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( $policy, $this->alice(), 'bob@example.net' ) );
	}

	/**
	 * Who may call a domain may also call what is listed elsewhere.
	 */
	public function test_a_domain_adds_to_the_list(): void {
		$policy = new Policy( Policy::DOMAIN, 'example.org', Address::parse( 'sales@example.net' ) );
		$this->assertSame( '*@example.org', $this->decide( $policy, $this->alice(), null ) );
		$this->assertSame( 'sales@example.net', $this->decide( $policy, $this->alice(), 'sales@example.net' ) );
		$this->assertSame( Refusal::DESTINATION, $this->decide( $policy, $this->alice(), 'bob@example.net' ) );
	}

	/**
	 * Anyone is anyone.
	 */
	public function test_anyone_is_everywhere(): void {
		$policy = new Policy( Policy::ANYONE, '' );
		$this->assertSame( '*@*', $this->decide( $policy, $this->alice(), null ) );
		$this->assertSame( '*@*', $this->decide( $policy, $this->alice(), 'bob@example.net' ) );
	}

	/**
	 * A typing error in the settings must not open anything.
	 */
	public function test_refuses_an_unknown_reach_and_a_domain_that_is_no_host(): void {
		foreach ( array( '', 'all', 'ANYONE', '*' ) as $reach ) {
			$attempt = static function () use ( $reach ): void {
				new Policy( $reach, 'example.org' );
			};
			$this->assertTrue( invalid( $attempt ), $reach );
		}
		$attempt = static function (): void {
			new Policy( Policy::DOMAIN, '*' );
		};
		$this->assertSame( Refusal::ADDRESS, verdict( $attempt ) );
	}

	/**
	 * Lists two addresses.
	 *
	 * @return Policy The rule.
	 */
	private function listed(): Policy {
		return new Policy( Policy::LISTED, 'example.org', Address::parse( 'helpdesk@example.org' ), Address::parse( 'sales@example.org' ) );
	}

	/**
	 * Makes a user.
	 *
	 * @return Caller The user.
	 */
	private function alice(): Caller {
		return new Caller( Address::parse( 'alice@example.org' ), 'Alice', true, false );
	}

	/**
	 * Makes a guest.
	 *
	 * @return Caller The guest.
	 */
	private function guest(): Caller {
		return new Caller( Address::parse( 'guest@example.org' ), '', false, true );
	}

	/**
	 * Tells what a rule decides.
	 *
	 * @param Policy      $policy The rule.
	 * @param Caller      $caller Who calls.
	 * @param string|null $wanted Whom to call.
	 * @return string The destination, or the reason of a refusal.
	 */
	private function decide( Policy $policy, Caller $caller, ?string $wanted ): string {
		$decision = '';
		$reason   = verdict(
			static function () use ( $policy, $caller, $wanted, &$decision ): void {
				$decision = (string) $policy->destination( $caller, null === $wanted ? null : Address::parse( $wanted ) );
			}
		);
		return 'accepted' === $reason ? $decision : $reason;
	}
}
