<?php
/**
 * The secrets shared with the SIP and TURN servers.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Secret;

defined( 'ABSPATH' ) || exit;

/**
 * Finds a secret: a constant in wp-config.php, then an environment variable, then the database.
 *
 * The database is the last resort: it is in every backup, and every plugin can read it.
 */
final class Secrets {

	public const TOKEN = 'token';
	public const TURN  = 'turn';

	public const CONSTANT    = 'constant';
	public const ENVIRONMENT = 'environment';
	public const DATABASE    = 'database';

	/**
	 * Names of the constants, which are those of the environment variables too.
	 */
	public const CONSTANTS = array(
		self::TOKEN => '[= cookiecutter.__constant =]_TOKEN_SECRET',
		self::TURN  => '[= cookiecutter.__constant =]_TURN_SECRET',
	);

	/**
	 * Options that hold a secret. They are not loaded with the others.
	 */
	public const OPTIONS = array(
		self::TOKEN => '[= cookiecutter.__prefix =]_token_secret',
		self::TURN  => '[= cookiecutter.__prefix =]_turn_secret',
	);

	/**
	 * A secret, when there is one that is long enough.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	public static function get( string $kind ): ?Secret {
		try {
			return new Secret( self::value( $kind ) );
		} catch ( \InvalidArgumentException $error ) {
			return null;
		}
	}

	/**
	 * Where a secret comes from.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 * @return string Secrets::CONSTANT, ENVIRONMENT or DATABASE, or '' when there is none.
	 */
	public static function source( string $kind ): string {
		$values = array_filter( self::values( $kind ), static fn( string $text ): bool => '' !== $text );
		return (string) key( $values );
	}

	/**
	 * Whether a secret is set but too short to be used.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	public static function is_short( string $kind ): bool {
		$length = strlen( self::value( $kind ) );
		return 0 < $length && $length < Secret::MINIMUM;
	}

	/**
	 * Whether the database holds a secret, in use or not.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	public static function is_stored( string $kind ): bool {
		return '' !== self::stored( $kind );
	}

	/**
	 * Keeps a secret in the database.
	 *
	 * In an array, because the page with all options (wp-admin/options.php) shows those that are text.
	 *
	 * @param string $kind  Secrets::TOKEN or Secrets::TURN.
	 * @param string $value The secret, which is checked already.
	 */
	public static function store( string $kind, string $value ): void {
		update_option( self::OPTIONS[ $kind ], array( $value ), false );
	}

	/**
	 * Removes a secret from the database.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	public static function remove( string $kind ): void {
		delete_option( self::OPTIONS[ $kind ] );
	}

	/**
	 * The secret in use, or ''.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	private static function value( string $kind ): string {
		$values = array_filter( self::values( $kind ), static fn( string $text ): bool => '' !== $text );
		return (string) reset( $values );
	}

	/**
	 * What each source holds, the strongest first.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 * @return array<string, string>
	 */
	private static function values( string $kind ): array {
		$name   = self::CONSTANTS[ $kind ];
		$values = array(
			self::CONSTANT    => defined( $name ) ? constant( $name ) : '',
			self::ENVIRONMENT => getenv( $name ),
			self::DATABASE    => self::stored( $kind ),
		);
		return array_map( array( self::class, 'string' ), $values );
	}

	/**
	 * What the database holds. A text is one that was not stored by this plugin.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	private static function stored( string $kind ): string {
		$stored = get_option( self::OPTIONS[ $kind ], '' );
		return self::string( is_array( $stored ) ? reset( $stored ) : $stored );
	}

	/**
	 * Takes only strings.
	 *
	 * @param mixed $value Whatever stood in the source.
	 */
	private static function string( $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
