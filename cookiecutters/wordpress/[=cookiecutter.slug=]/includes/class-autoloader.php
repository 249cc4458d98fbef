<?php
/**
 * Finds the plugin's classes.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Loads a class of this namespace from includes/class-{name}.php.
 *
 * A sub-namespace is a folder: Admin\Settings_Page is in includes/admin/class-settings-page.php.
 */
final class Autoloader {

	/**
	 * Starts to load classes on demand.
	 */
	public static function register(): void {
		spl_autoload_register( array( self::class, 'load' ) );
	}

	/**
	 * Loads one class, when it is ours and has a file.
	 *
	 * @param string $name Name of a class with its namespace.
	 */
	public static function load( string $name ): void {
		if ( 0 !== strpos( $name, __NAMESPACE__ . '\\' ) ) {
			return;
		}
		$parts = explode( '\\', strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) ) );
		$last  = 'class-' . array_pop( $parts ) . '.php';
		$file  = __DIR__ . '/' . implode( '/', array_merge( $parts, array( $last ) ) );
		if ( is_file( $file ) ) {
			require_once $file;
		}
	}
}
