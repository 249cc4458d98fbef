<?php
/**
 * The languages of the plugin.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Finds the translations in languages/.
 *
 * WordPress reads the .l10n.php files, and the .json files for the block in the editor; the .po files are for
 * translators ("wp i18n make-php" and "wp i18n make-json" make the others from them). A translation from
 * translate.wordpress.org goes before these.
 */
final class Languages {

	/**
	 * The locales that have files, by the language that they are of.
	 */
	private const LOCALES = array(
		'bg' => 'bg_BG',
		'de' => 'de_DE',
		'es' => 'es_ES',
		'fr' => 'fr_FR',
		'he' => 'he_IL',
		'it' => 'it_IT',
		'nb' => 'nb_NO',
		'nl' => 'nl_NL',
		'nn' => 'nn_NO',
		'pl' => 'pl_PL',
		'pt' => 'pt_PT',
		'ru' => 'ru_RU',
		'sk' => 'sk_SK',
	);

	/**
	 * Tells WordPress where the files are (action "init").
	 */
	public static function register(): void {
		// Since 6.8 WordPress knows that by the plugin's header.
		// phpcs:ignore PluginCheck.CodeAnalysis.DiscouragedFunctions.load_plugin_textdomainFound
		load_plugin_textdomain( Plugin::SLUG, false, dirname( Plugin::basename() ) . '/languages' );
	}

	/**
	 * Lets the dialects of a language read its one file, as in Austria, Mexico or Brazil (filter "load_translation_file").
	 *
	 * @param string $file   The file that WordPress looks for.
	 * @param string $domain Text domain.
	 */
	public static function nearest( string $file, string $domain ): string {
		if ( Plugin::SLUG !== $domain || is_readable( $file ) || is_readable( str_replace( '.l10n.php', '.mo', $file ) ) ) {
			return $file;
		}
		$name = substr( basename( $file ), strlen( $domain ) + 1 );
		if ( 1 !== preg_match( '/\A(\w+)\.l10n\.php\z/', $name, $found ) ) {
			return $file;
		}
		return self::own( $found[1], '.l10n.php' ) ?? $file;
	}

	/**
	 * Gives the block's script in the editor our translation when there is no other (filter "load_script_translation_file").
	 *
	 * @param string|false $file   The file that WordPress looks for, false after it has found none.
	 * @param string       $handle The script.
	 * @return string|false
	 */
	public static function nearest_of_script( $file, $handle ) {
		if ( false !== $file || Block::SCRIPT !== $handle ) {
			return $file;
		}
		return self::own( determine_locale(), '-' . md5( Block::SCRIPT_FILE ) . '.json' ) ?? false;
	}

	/**
	 * Our file for the language of a locale, or null when there is none.
	 *
	 * @param string $locale The locale, such as "de_AT".
	 * @param string $ending What stands behind the locale in the name of the file.
	 */
	private static function own( string $locale, string $ending ): ?string {
		$language = explode( '_', $locale )[0];
		return isset( self::LOCALES[ $language ] ) ? Plugin::path( 'languages/' . Plugin::SLUG . '-' . self::LOCALES[ $language ] . $ending ) : null;
	}
}
