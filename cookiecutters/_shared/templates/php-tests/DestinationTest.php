<?php
/**
 * Tests what a token allows.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Destination;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * What a token allows.
 */
final class DestinationTest extends \PHPUnit\Framework\TestCase {

	/**
	 * One address allows itself.
	 */
	public function test_an_address_covers_itself_only(): void {
		$destination = Destination::address( Address::parse( 'Helpdesk@example.org' ) );
		$this->assertSame( 'Helpdesk@example.org', (string) $destination );
		$this->assertFalse( $destination->wide() );
		$this->assertTrue( $destination->covers( Address::parse( 'helpdesk@EXAMPLE.org' ) ) );
		$this->assertFalse( $destination->covers( Address::parse( 'helpdesk2@example.org' ) ) );
		$this->assertFalse( $destination->covers( Address::parse( 'helpdesk@sub.example.org' ) ) );
	}

	/**
	 * A domain has no sub-domains.
	 */
	public function test_a_domain_covers_its_users(): void {
		$destination = Destination::domain( 'Example.org' );
		$this->assertSame( '*@example.org', (string) $destination );
		$this->assertTrue( $destination->wide() );
		$this->assertTrue( $destination->covers( Address::parse( 'alice@example.org' ) ) );
		$this->assertFalse( $destination->covers( Address::parse( 'alice@sub.example.org' ) ) );
	}

	/**
	 * Everywhere is everywhere.
	 */
	public function test_anyone_covers_all(): void {
		$this->assertSame( '*@*', (string) Destination::anyone() );
		$this->assertTrue( Destination::anyone()->wide() );
		$this->assertTrue( Destination::anyone()->covers( Address::parse( 'bob@192.0.2.1' ) ) );
	}

	/**
	 * A setting cannot smuggle in a wildcard, a port or a field.
	 */
	public function test_refuses_a_domain_that_is_no_host(): void {
		foreach ( array( '', '*', '*.example.org', 'example.org:5060', 'example.org:x', 'a@example.org', "example.org\n" ) as $host ) {
			$attempt = static function () use ( $host ): void {
				Destination::domain( $host );
			};
			$this->assertSame( Refusal::ADDRESS, verdict( $attempt ), rawurlencode( $host ) );
		}
	}
}
