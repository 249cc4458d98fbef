<?php
/**
 * The settings of the site.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Host;
use [= cookiecutter.namespace =]\Sip\Policy;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * Reads config.php.
 *
 * A setting that is misspelt or of a wrong type is an error, never its default: a limit that is not kept is worse
 * than no phone.
 */
final class Settings {

	public const TOKEN    = 'token';
	public const PASSWORD = 'password';
	public const URL      = 'url';
	public const COOKIE   = 'cookie';

	/**
	 * Every setting and its default, whose type is that of the setting. Null is for a function or nothing.
	 */
	public const DEFAULTS = array(
		'websocket_url'      => '',
		'sip_domain'         => '',
		'token_secret_file'  => '',
		'turn_secret_file'   => '',
		'user'               => null,
		'user_calls'         => Policy::LISTED,
		'user_receive'       => true,
		'user_destinations'  => array(),
		'guest_destinations' => array(),
		'guest_user'         => 'guest',
		'guest_name'         => 'Guest',
		'sign_in'            => self::TOKEN,
		'token_lifetime'     => 300,
		'token_transport'    => self::URL,
		'cookie_path'        => '/ws',
		'cookie_domain'      => '',
		'cookie_samesite'    => 'Strict',
		'ice_servers'        => array(),
		'turn_lifetime'      => 3600,
		'url'                => '',
		'origins'            => array(),
		'rate_guest'         => 60,
		'rate_user'          => 120,
		'rate_store'         => 'file',
		'rate_folder'        => '',
		'rate_redis'         => 'tcp://127.0.0.1:6379',
		'remote_address'     => null,
		'language'           => '',
		'texts'              => array(),
		'features'           => array(),
	);

	/**
	 * An absolute path, or nothing: a relative one would be another for each script that asks.
	 */
	private const PATH = '~\A(?:\z|/|\\\\|[A-Za-z]:[/\\\\])~';

	/**
	 * What a setting may be: a pattern for text and for each text of a list, the least and the most of a number.
	 */
	private const RULES = array(
		'token_secret_file' => self::PATH,
		'turn_secret_file'  => self::PATH,
		'rate_folder'       => self::PATH,
		'user_calls'        => '/\A(?:none|listed|domain|anyone)\z/',
		'sign_in'           => '/\A(?:token|password)\z/',
		'token_lifetime'    => array( 60, 3600 ),
		'token_transport'   => '/\A(?:url|cookie)\z/',
		'cookie_path'       => '~\A/[A-Za-z0-9/._-]*\z~',
		'cookie_domain'     => '/\A[A-Za-z0-9.-]*\z/',
		'cookie_samesite'   => '/\A(?:Strict|Lax|None)\z/',
		'ice_servers'       => '/\A(?:stun|turn)s?:[A-Za-z0-9.:\[\]-]+(?:\?transport=(?:udp|tcp))?\z/',
		'turn_lifetime'     => array( 300, 86400 ),
		'language'          => '/\A(?:[a-z]{2,3}(?:-[a-z]{2,8})?)?\z/',
		'features'          => '/\A(?:chat|language_menu|dial_links|relay_only)\z/',
		'origins'           => '~\Ahttps?://[a-z0-9.:\[\]-]+\z~',
		'rate_guest'        => array( 1, 1000000 ),
		'rate_user'         => array( 1, 1000000 ),
		'rate_store'        => '/\A(?:file|apcu|redis)\z/',
	);

	/**
	 * The settings by name, complete and of the right types.
	 *
	 * @var array<string,mixed>
	 */
	private array $values;

	/**
	 * Checks settings.
	 *
	 * @param array<string,mixed> $values What differs from DEFAULTS.
	 * @throws \InvalidArgumentException When one is wrong; the message names it, but not its value.
	 */
	public function __construct( array $values ) {
		foreach ( $values as $name => $value ) {
			self::check( (string) $name, $value );
		}
		$this->values = $values + self::DEFAULTS;
		$this->check_addresses();
		if ( ! Texts::has( $this->text( 'language' ) ) ) {
			throw new \InvalidArgumentException( 'There is no file in languages/ for the setting "language".' );
		}
	}

	/**
	 * Reads the configuration file: the one that the environment names, else config.php of this folder.
	 *
	 * @throws \InvalidArgumentException When there is none, or it is wrong.
	 */
	public static function load(): self {
		$file = getenv( '[= cookiecutter.__constant =]_CONFIG' );
		$file = false === $file || '' === $file ? dirname( __DIR__ ) . '/config.php' : $file;
		if ( ! is_file( $file ) ) {
			throw new \InvalidArgumentException( 'The configuration file is missing.' );
		}
		$values = require $file;
		if ( ! is_array( $values ) ) {
			throw new \InvalidArgumentException( 'The configuration file returns no array.' );
		}
		return new self( $values );
	}

	/**
	 * A setting that is text.
	 *
	 * @param string $name Its name.
	 */
	public function text( string $name ): string {
		return $this->values[ $name ];
	}

	/**
	 * A setting that is a number.
	 *
	 * @param string $name Its name.
	 */
	public function number( string $name ): int {
		return $this->values[ $name ];
	}

	/**
	 * Whether a setting is on.
	 *
	 * @param string $name Its name.
	 */
	public function on( string $name ): bool {
		return $this->values[ $name ];
	}

	/**
	 * A setting that is a list or a table, or a function.
	 *
	 * @param string $name Its name.
	 * @return mixed
	 */
	public function value( string $name ) {
		return $this->values[ $name ];
	}

	/**
	 * A setting that is a list of SIP addresses.
	 *
	 * @param string $name Its name.
	 * @return Address[]
	 */
	public function addresses( string $name ): array {
		$domain = $this->text( 'sip_domain' );
		return array_map(
			static function ( string $text ) use ( $domain ): Address {
				return Address::parse( $text, $domain );
			},
			array_values( $this->values[ $name ] )
		);
	}

	/**
	 * Whether people sign in to the SIP server with a password of theirs.
	 */
	public function asks_password(): bool {
		return self::PASSWORD === $this->text( 'sign_in' );
	}

	/**
	 * Whether a SIP server is named.
	 */
	public function has_server(): bool {
		return '' !== $this->text( 'websocket_url' ) && '' !== $this->text( 'sip_domain' );
	}

	/**
	 * Checks one setting.
	 *
	 * @param string $name  Its name.
	 * @param mixed  $value Its value.
	 * @throws \InvalidArgumentException When it is wrong.
	 */
	private static function check( string $name, $value ): void {
		if ( ! array_key_exists( $name, self::DEFAULTS ) ) {
			throw new \InvalidArgumentException( sprintf( 'There is no setting "%s".', substr( $name, 0, 40 ) ) );
		}
		if ( ! self::fits( $name, $value ) ) {
			throw new \InvalidArgumentException( sprintf( 'The setting "%s" is wrong; config.php says what it can be.', $name ) );
		}
	}

	/**
	 * Whether a value is of the right type and within the rules.
	 *
	 * @param string $name  Name of a setting.
	 * @param mixed  $value Its value.
	 */
	private static function fits( string $name, $value ): bool {
		$default = self::DEFAULTS[ $name ];
		if ( null === $default || ( 'texts' === $name && is_callable( $value ) ) ) {
			return null === $value || is_callable( $value );
		}
		if ( gettype( $value ) !== gettype( $default ) ) {
			return false;
		}
		$rule = self::RULES[ $name ] ?? '//';
		if ( is_array( $rule ) ) {
			return $rule[0] <= $value && $value <= $rule[1];
		}
		$texts = is_array( $value ) ? $value : array( $value );
		return is_bool( $value ) || count( $texts ) === count( array_filter( $texts, self::matches( $rule ) ) );
	}

	/**
	 * A test for text.
	 *
	 * @param string $pattern A regular expression.
	 */
	private static function matches( string $pattern ): \Closure {
		return static function ( $text ) use ( $pattern ): bool {
			return is_string( $text ) && 1 === preg_match( $pattern, $text );
		};
	}

	/**
	 * Checks what has to be a SIP address or a WebSocket URL.
	 *
	 * @throws \InvalidArgumentException When it is none.
	 */
	private function check_addresses(): void {
		$url = $this->text( 'websocket_url' );
		if ( '' !== $url ) {
			( new Sip\Token( '', '', '', 0 ) )->url( $url );
		}
		if ( '' === $this->text( 'sip_domain' ) ) {
			return;
		}
		try {
			Host::check( $this->text( 'sip_domain' ) );
			Address::parse( $this->text( 'guest_user' ), $this->text( 'sip_domain' ) );
			$this->addresses( 'guest_destinations' );
			$this->addresses( 'user_destinations' );
		} catch ( Refusal $refusal ) {
			throw new \InvalidArgumentException( 'sip_domain, guest_user, guest_destinations or user_destinations holds what is no SIP address.' );
		}
	}
}
