[% from "escape.jinja" import php %][% from "phone/strings.jinja" import strings %][% set width = strings | map(attribute=0) | map("length") | max %]
<?php
/**
 * The texts that people read.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * Translates by the table of the site, or by its function.
 */
final class Texts {

	/**
	 * The texts that the phone's scripts show, by key.
	 */
	private const SCRIPTS = array(
[% for key, text, comment in strings %]
		'[= key =]'[= " " * (width - key | length) =] => '[= php(text) =]',
[% endfor %]
	);

	/**
	 * A table from English to another language, or a function that does as much.
	 *
	 * @var array<string,string>|callable
	 */
	private $table;

	/**
	 * Takes the translations.
	 *
	 * @param array<string,string>|callable $table See "texts" in config.php.
	 */
	public function __construct( $table ) {
		$this->table = $table;
	}

	/**
	 * The translations of the site, or of one phone.
	 *
	 * @param Settings|null $settings Settings of the site.
	 * @param string        $language Code of a language; '' for that of the site.
	 */
	public static function load( ?Settings $settings, string $language = '' ): self {
		if ( null === $settings || '' !== $language ) {
			return new self( self::table( $language ) );
		}
		$texts = $settings->value( 'texts' );
		return new self( is_array( $texts ) ? $texts + self::table( $settings->text( 'language' ) ) : $texts );
	}

	/**
	 * Whether there are texts in a language.
	 *
	 * @param string $language Its code.
	 */
	public static function has( string $language ): bool {
		return in_array( $language, array( '', 'en' ), true ) || is_file( self::file( $language ) );
	}

	/**
	 * The texts of a language.
	 *
	 * @param string $language Its code.
	 * @return array<string,string> From English.
	 */
	private static function table( string $language ): array {
		$file = self::file( $language );
		return is_file( $file ) ? require $file : array();
	}

	/**
	 * The file of a language.
	 *
	 * @param string $language Its code; what is none names no file.
	 */
	private static function file( string $language ): string {
		$code = 1 === preg_match( '/\A[a-z]{2,3}(?:-[a-z]{2,8})?\z/', $language ) ? $language : 'none';
		return dirname( __DIR__ ) . '/languages/' . $code . '.php';
	}

	/**
	 * A text in the language of the site; in English when it is not translated.
	 *
	 * @param string $text The text in English.
	 */
	public function translate( string $text ): string {
		if ( is_array( $this->table ) ) {
			$translated = $this->table[ $text ] ?? '';
			return '' === $translated ? $text : $translated;
		}
		return (string) ( $this->table )( $text );
	}

	/**
	 * The texts that the phone's scripts show.
	 *
	 * @return array<string,string> Translated, by key.
	 */
	public function scripts(): array {
		return array_map( array( $this, 'translate' ), self::SCRIPTS );
	}
}
