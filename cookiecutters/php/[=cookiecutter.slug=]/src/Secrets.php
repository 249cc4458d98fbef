<?php
/**
 * The secrets of the site.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Secret;

/**
 * Finds secrets in the environment, else in files that the web cannot reach.
 */
final class Secrets {

	public const TOKEN = 'token';
	public const TURN  = 'turn';

	/**
	 * Names of the environment variables.
	 */
	public const VARIABLES = array(
		self::TOKEN => '[= cookiecutter.__constant =]_TOKEN_SECRET',
		self::TURN  => '[= cookiecutter.__constant =]_TURN_SECRET',
	);

	/**
	 * A secret.
	 *
	 * @param Settings $settings Settings of the site.
	 * @param string   $kind     Secrets::TOKEN or Secrets::TURN.
	 * @return Secret|null The secret, or null when there is none.
	 * @throws \InvalidArgumentException When it is too short, or in a file that the web could reach; the message names it.
	 */
	public static function get( Settings $settings, string $kind ): ?Secret {
		try {
			$value = (string) getenv( self::VARIABLES[ $kind ] );
			$value = '' === $value ? self::read( $settings->text( $kind . '_secret_file' ) ) : $value;
			return '' === $value ? null : new Secret( $value );
		} catch ( \InvalidArgumentException $error ) {
			throw new \InvalidArgumentException( sprintf( '%s or %s_secret_file: %s', self::VARIABLES[ $kind ], $kind, $error->getMessage() ) );
		}
	}

	/**
	 * The content of a file, without the end of the line.
	 *
	 * @param string $path The file, or ''.
	 * @throws \InvalidArgumentException When it cannot be read, or the web could reach it.
	 */
	private static function read( string $path ): string {
		if ( '' === $path ) {
			return '';
		}
		$file = realpath( $path );
		if ( false === $file || ! is_readable( $file ) ) {
			throw new \InvalidArgumentException( 'The file of a secret cannot be read.' );
		}
		if ( self::is_below( $file, dirname( __DIR__ ) ) || self::is_below( $file, (string) ( $_SERVER['DOCUMENT_ROOT'] ?? '' ) ) ) {
			throw new \InvalidArgumentException( 'The file of a secret is below the web root: move it.' );
		}
		return trim( (string) file_get_contents( $file ) );
	}

	/**
	 * Whether a file is inside a folder.
	 *
	 * @param string $file   An absolute path without links.
	 * @param string $folder A path, or ''.
	 */
	private static function is_below( string $file, string $folder ): bool {
		$folder = '' === $folder ? false : realpath( $folder );
		return false !== $folder && '/' !== $folder && 0 === strpos( $file, $folder . DIRECTORY_SEPARATOR );
	}
}
