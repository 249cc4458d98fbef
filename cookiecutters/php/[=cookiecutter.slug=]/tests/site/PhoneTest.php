<?php
/**
 * Tests the HTML.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Phone;
use [= cookiecutter.namespace =]\Settings;

/**
 * What stands in a page.
 */
final class PhoneTest extends \PHPUnit\Framework\TestCase {

	/**
	 * Everything is escaped, and ids are different for each phone.
	 */
	public function test_escapes_everything(): void {
		$texts = static function ( string $text ): string {
			return '"><script>' . $text . '&amp;';
		};
		$phone = new Phone( new Settings( array( 'texts' => $texts ) ) );
		$one   = $phone->html( array( 'destination' => '"><script>' ) );
		$this->assertStringNotContainsString( '<script', $one );
		$document = new \DOMDocument();
		$this->assertTrue( @$document->loadHTML( '<meta charset="utf-8">' . $one . $phone->html() ) );
		$ids = array();
		foreach ( ( new \DOMXPath( $document ) )->query( '//@id' ) as $id ) {
			$ids[] = $id->value;
		}
[% if cookiecutter.phone == "builtin" %]
		$this->assertNotEmpty( $ids );
[% endif %]
		$this->assertSame( $ids, array_unique( $ids ) );
		$config = json_decode( $document->getElementsByTagName( 'section' )[0]->getAttribute( 'data-jsc-phone' ), true );
		$this->assertSame( '', $config['destination'] );
		$this->assertSame( '"><script>Offline&amp;', $config['strings']['offline'] );
	}

	/**
	 * A phone that is not set up is not there.
	 */
	public function test_is_not_there_without_settings(): void {
		$this->assertSame( '', ( new Phone( null ) )->html() );
	}

	/**
	 * A phone is in the language of the site, or in its own.
	 */
	public function test_speaks_the_language_that_was_chosen(): void {
		$german = require dirname( __DIR__, 2 ) . '/languages/de.php';
		$hebrew = require dirname( __DIR__, 2 ) . '/languages/he.php';
		$phone  = new Phone( new Settings( array( 'language' => 'de' ) ) );
		$this->assertStringContainsString( ">{$german['[= "Start the phone" if cookiecutter.phone == "jscommunicator" else "Hang up" =]']}<", $phone->html() );
		$this->assertSame( $german['Call ended.'], $this->strings( $phone->html() )['call_ended'] );
		$this->assertSame( $hebrew['Call ended.'], $this->strings( $phone->html( array( 'language' => 'he' ) ) )['call_ended'] );
		$this->assertSame( 'Call ended.', $this->strings( $phone->html( array( 'language' => 'en' ) ) )['call_ended'] );
	}

	/**
	 * Texts of the site's own go before those of the language.
	 */
	public function test_prefers_the_words_of_the_site(): void {
		$german = require dirname( __DIR__, 2 ) . '/languages/de.php';
		$texts  = array( 'Call ended.' => 'Tschüss.' );
		$shown  = ( new Phone( new Settings( array( 'language' => 'de' ) + compact( 'texts' ) ) ) )->html();
		$this->assertSame( 'Tschüss.', $this->strings( $shown )['call_ended'] );
		$this->assertSame( $german['Ringing…'], $this->strings( $shown )['ringing'] );
	}

	/**
	 * A language is no path.
	 */
	public function test_reads_no_other_files(): void {
		$phone = new Phone( new Settings( array() ) );
		foreach ( array( '../config', '../languages/de', 'template', 'DE', "de\n" ) as $language ) {
			$this->assertSame( 'Call ended.', $this->strings( $phone->html( compact( 'language' ) ) )['call_ended'] );
		}
	}

	/**
	 * What the scripts of a phone are told to say.
	 *
	 * @param string $html The phone.
	 * @return array<string,string> By key.
	 */
	private function strings( string $html ): array {
		$document = new \DOMDocument();
		@$document->loadHTML( '<meta charset="utf-8">' . $html );
		$config = $document->getElementsByTagName( 'section' )[0]->getAttribute( 'data-jsc-phone' );
		return json_decode( $config, true )['strings'];
	}

	/**
	 * The list for translators has every text.
	 */
	public function test_the_list_for_translators_is_complete(): void {
		$listed = array_keys( require dirname( __DIR__, 2 ) . '/languages/template.php' );
		$used   = array();
		$texts  = static function ( string $text ) use ( &$used ): string {
			$used[] = $text;
			return $text;
		};
		( new Phone( new Settings( array( 'texts' => $texts ) ) ) )->html();
		$messages = ( new \ReflectionClass( '[= cookiecutter.namespace | replace("\\", "\\\\") =]\\Messages' ) )->getConstants();
		$all      = array_unique( array_merge( $used, array_values( $messages ) ) );
		$this->assertSame( array(), array_values( array_diff( $all, $listed ) ) );
		$this->assertSame( array(), array_values( array_diff( $listed, $all ) ) );
	}
}
