<?php
/**
 * Tests SIP addresses.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * SIP addresses.
 */
final class AddressTest extends \PHPUnit\Framework\TestCase {

	/**
	 * The three ways to write an address are one address.
	 */
	public function test_reads_a_name_an_address_and_a_uri(): void {
		foreach ( array( 'helpdesk', 'helpdesk@example.org', 'sip:helpdesk@example.org', 'SIP:helpdesk' ) as $text ) {
			$this->assertSame( 'sip:helpdesk@example.org', Address::parse( $text, 'example.org' )->uri(), $text );
		}
	}

	/**
	 * A host in the text is not replaced by the domain of the site.
	 */
	public function test_keeps_the_host_that_is_written(): void {
		$address = Address::parse( '+4930123456@Sip.Example.ORG', 'example.net' );
		$this->assertSame( '+4930123456', $address->user() );
		$this->assertSame( 'sip.example.org', $address->host() );
		$this->assertSame( '+4930123456@sip.example.org', (string) $address );
	}

	/**
	 * Each of these would shift a field of a token, be a wildcard, or be another user for a server.
	 */
	public function test_refuses_what_is_no_plain_address(): void {
		$texts = array(
			'',
			'sip:',
			'sips:alice@example.org',
			'sip:sip:alice@example.org',
			'tel:+4930123456',
			'*@example.org',
			'*@*',
			'%2A@example.org',
			'a%62@example.org',
			'alice@',
			'@example.org',
			'alice@*',
			'alice@evil.example@example.org',
			'alice:secret@example.org',
			'alice@example.org:5060',
			'alice@example.org;transport=ws',
			'alice@example.org?subject=x',
			'alice@example.org ',
			' alice@example.org',
			"alice@example.org\n",
			"alice\n@example.org",
			"alice\0@example.org",
			"alice@example.org\0",
			'<sip:alice@example.org>',
			'"Alice" <sip:alice@example.org>',
			'victim@example.org:*@*:x',
			"\u{00DC}nal@example.org",
			"\u{0430}lice@example.org",
			"\xFFalice@example.org",
			str_repeat( 'a', 65 ) . '@example.org',
		);
		foreach ( $texts as $text ) {
			$attempt = static function () use ( $text ): void {
				Address::parse( $text, 'example.org' );
			};
			$this->assertSame( Refusal::ADDRESS, verdict( $attempt ), rawurlencode( $text ) );
		}
	}

	/**
	 * Host names and IPv4 addresses, as long as DNS allows.
	 */
	public function test_accepts_hosts(): void {
		$label = str_repeat( 'a', 63 );
		$hosts = array( 'localhost', 'a.b', '1.example', 'xn--bcher-kva.example', '0.0.0.0', '192.0.2.255', "$label.$label.$label." . str_repeat( 'a', 61 ) );
		foreach ( $hosts as $host ) {
			$this->assertSame( $host, Address::parse( 'a', $host )->host() );
		}
	}

	/**
	 * Everything else is no host.
	 */
	public function test_refuses_hosts(): void {
		$label = str_repeat( 'a', 63 );
		$hosts = array(
			'',
			'.',
			'example.org.',
			'.example.org',
			'example..org',
			'-a.example',
			'a-.example',
			'a_b.example',
			"a$label.example",
			"example.a$label",
			"$label.$label.$label." . str_repeat( 'a', 62 ),
			'256.0.0.1',
			'1.2.3',
			'1.2.3.4.',
			'1.2.3.4.5',
			'01.2.3.4',
			'1.2.3.4:5060',
			'[::1]',
			'::1',
			'example.1',
			'example.org:5061',
			"example.org\n",
			"b\u{00FC}cher.example",
		);
		foreach ( $hosts as $host ) {
			$attempt = static function () use ( $host ): void {
				Address::parse( 'alice', $host );
			};
			$this->assertSame( Refusal::ADDRESS, verdict( $attempt ), rawurlencode( $host ) );
		}
	}

	/**
	 * Servers compare users and hosts without regard to case.
	 */
	public function test_letter_case_makes_no_other_identity(): void {
		$alice = Address::parse( 'Alice@example.org' );
		$this->assertTrue( $alice->equals( Address::parse( 'aLICE@EXAMPLE.org' ) ) );
		$this->assertFalse( $alice->equals( Address::parse( 'alice@example.net' ) ) );
		$this->assertFalse( $alice->equals( Address::parse( 'alice2@example.org' ) ) );
	}

	/**
	 * The message goes into logs.
	 */
	public function test_a_refusal_does_not_repeat_what_was_typed(): void {
		$this->expectException( Refusal::class );
		$this->expectExceptionMessageMatches( '/\A(?!.*mallory)/' );
		Address::parse( 'mallory:*', 'example.org' );
	}
}
