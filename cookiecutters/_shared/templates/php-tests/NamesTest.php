<?php
/**
 * Tests the way from a login to a SIP name.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Sip\Names;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * The way from a login to a SIP name.
 */
final class NamesTest extends \PHPUnit\Framework\TestCase {

	/**
	 * A plain login is its own name.
	 */
	public function test_a_plain_login_is_the_name(): void {
		$names = new Names();
		$this->assertSame( 'anna-maria.o_neil', $names->derive( 'Anna-Maria.O_Neil' ) );
		$this->assertSame( '100', $names->derive( '100' ) );
		$this->assertSame( str_repeat( 'a', 64 ), $names->derive( str_repeat( 'A', 64 ) ) );
	}

	/**
	 * None of these may become a name, because a server could take it for another.
	 */
	public function test_refuses_logins_that_could_be_someone_else(): void {
		$logins = array(
			'*',
			'**',
			'a*',
			'a:b',
			':',
			'x@y',
			'bob smith',
			'bob ',
			' bob',
			'a%62',
			'%2A',
			'a+b',
			'a;b',
			'a?b',
			'a/b',
			'a"b',
			"o'neil",
			'<a>',
			'a\\b',
			"\u{00DC}nal",
			"\u{212A}im",
			"\u{FF41}lice",
			"al\u{200B}ice",
			"alice\n",
			"alice\r\n",
			"alice\t",
			"alice\0",
			"\0",
			"\xE9",
			'victim@example.org:*@*:x',
			'*@*:*@*:',
			'victim@example.org;',
			'sip:victim',
			str_repeat( 'a', 65 ),
			str_repeat( 'a', 1000000 ),
		);
		foreach ( $logins as $login ) {
			$this->assertSame( Refusal::CHARACTERS, $this->derived( new Names(), $login ), substr( rawurlencode( $login ), 0, 80 ) );
		}
	}

	/**
	 * No login, no name.
	 */
	public function test_refuses_an_empty_login(): void {
		$this->assertSame( Refusal::EMPTY, $this->derived( new Names(), '' ) );
	}

	/**
	 * Who signs up as "HelpDesk" does not get the calls of the help desk.
	 */
	public function test_reserved_names_are_not_derived(): void {
		$names = new Names( array( 'Helpdesk', 'guest', '100', '' ) );
		foreach ( array( 'helpdesk', 'HELPDESK', 'Guest', '100' ) as $login ) {
			$this->assertSame( Refusal::RESERVED, $this->derived( $names, $login ), $login );
		}
		$this->assertSame( 'helpdesk2', $names->derive( 'helpdesk2' ) );
		$this->assertSame( '0100', $names->derive( '0100' ) );
	}

	/**
	 * An administrator may give the help desk its name, but no unsafe one.
	 */
	public function test_an_administrator_may_assign_a_reserved_name(): void {
		$names = new Names( array( 'helpdesk' ) );
		$this->assertSame( 'helpdesk', $names->assign( 'HelpDesk' ) );
		$attempt = static function () use ( $names ): void {
			$names->assign( '*' );
		};
		$this->assertSame( Refusal::CHARACTERS, verdict( $attempt ) );
	}

	/**
	 * A whole address reserves nothing, so it is a mistake.
	 */
	public function test_reserved_names_are_user_parts(): void {
		foreach ( array( 'helpdesk@example.org', 'sip:helpdesk', '*', "guest\n" ) as $name ) {
			$attempt = static function () use ( $name ): void {
				new Names( array( 'guest', $name ) );
			};
			$this->assertTrue( invalid( $attempt ), $name );
		}
	}

	/**
	 * Servers fold A to Z and nothing else.
	 */
	public function test_names_equal_but_for_case_are_one_identity(): void {
		$names = new Names();
		$this->assertTrue( $names->same( 'Anna', 'aNNa' ) );
		$this->assertFalse( $names->same( 'anna', 'anna2' ) );
		$this->assertFalse( $names->same( '1', '01' ) );
		$this->assertFalse( $names->same( "\u{00FC}", "\u{00DC}" ) );
	}

	/**
	 * A server set to Turkish has the same names as any other.
	 */
	public function test_the_locale_changes_no_name(): void {
		$before = setlocale( LC_CTYPE, '0' );
		setlocale( LC_CTYPE, array( 'tr_TR.ISO8859-9', 'tr_TR.UTF-8', 'tr_TR', 'C' ) );
		$name = ( new Names() )->derive( 'INGRID' );
		setlocale( LC_CTYPE, (string) $before );
		$this->assertSame( 'ingrid', $name );
	}

	/**
	 * Tells what becomes of a login.
	 *
	 * @param Names  $names The rule.
	 * @param string $login The login.
	 * @return string The reason of a refusal, or "accepted".
	 */
	private function derived( Names $names, string $login ): string {
		return verdict(
			static function () use ( $names, $login ): void {
				$names->derive( $login );
			}
		);
	}
}
