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
		$this->assertCount( 8, $ids );
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
