[% from "escape.jinja" import php %]
<?php
/**
 * The settings of the plugin.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Ascii;
use [= cookiecutter.namespace =]\Sip\Host;
use [= cookiecutter.namespace =]\Sip\Refusal;

defined( 'ABSPATH' ) || exit;

/**
 * Reads the settings of the current site.
 *
 * They are one option, which holds no secret: see Secrets for those.
 */
final class Settings {

	public const OPTION = '[= cookiecutter.__prefix =]_settings';

	public const TOKEN    = 'token';
	public const PASSWORD = 'password';

	/**
	 * Every setting and its default, whose type is that of the setting.
	 */
	public const DEFAULTS = array(
		'websocket_url'      => '[= php(cookiecutter.websocket_url) =]',
		'sip_domain'         => '[= php(cookiecutter.sip_domain) =]',
		'sign_in'            => self::TOKEN,
		'token_lifetime'     => 300,
		'guest_user'         => 'guest',
		'guest_name'         => 'Guest',
		'guest_destinations' => array(),
		'user_destinations'  => array(),
		'ice_servers'        => array(),
		'turn_lifetime'      => 3600,
		'features'           => array(),
	);

	/**
	 * What can be in the list of features: see assets/phone/config.js.
	 */
	public const FEATURES = array( 'chat', 'language_menu', 'dial_links', 'relay_only' );

	/**
	 * The least and the most of each number of seconds.
	 */
	public const BOUNDS = array(
		'token_lifetime' => array( 60, 3600 ),
		'turn_lifetime'  => array( 300, 86400 ),
	);

	/**
	 * The settings by name, complete and of the right types.
	 *
	 * @var array<string, string|int|list<string>>
	 */
	private array $values;

	/**
	 * Takes settings; those that are missing or of a wrong type get their defaults.
	 *
	 * They may come from where no form checked them: wp option update, an import, another plugin.
	 *
	 * @param array<string, mixed> $values Settings by name.
	 */
	public function __construct( array $values ) {
		$this->values = self::DEFAULTS;
		foreach ( self::DEFAULTS as $key => $default ) {
			$known                = isset( $values[ $key ] ) && gettype( $values[ $key ] ) === gettype( $default );
			$this->values[ $key ] = self::usable( $key, $known ? $values[ $key ] : $default );
		}
	}

	/**
	 * The settings of the current site.
	 */
	public static function load(): self {
		$stored = get_option( self::OPTION, array() );
		return new self( is_array( $stored ) ? $stored : array() );
	}

	/**
	 * A value with which the rest of the plugin can work.
	 *
	 * @param string                        $key   Name of the setting.
	 * @param string|int|array<mixed,mixed> $value A value of the right type.
	 * @return string|int|list<string>
	 */
	private static function usable( string $key, $value ) {
		if ( is_array( $value ) ) {
			return array_values( array_filter( $value, 'is_string' ) );
		}
		if ( is_int( $value ) ) {
			list( $min, $max ) = self::BOUNDS[ $key ];
			return max( $min, min( $max, $value ) );
		}
		return self::usable_text( $key, $value );
	}

	/**
	 * A text with which the rest of the plugin can work, in its usual form.
	 *
	 * @param string $key   Name of the setting.
	 * @param string $value The text.
	 * @return string The text, or what stands for a missing one.
	 */
	private static function usable_text( string $key, string $value ): string {
		try {
			switch ( $key ) {
				case 'websocket_url':
					return (string) new Websocket_Url( $value );
				case 'sip_domain':
					return Host::check( $value );
				case 'guest_user':
					return Ascii::lower( Address::parse( $value . '@example.org' )->user() );
				default:
					return $value;
			}
		} catch ( \LogicException $refusal ) {
			return 'guest_user' === $key ? self::DEFAULTS['guest_user'] : '';
		}
	}

	/**
	 * All settings, for the settings page.
	 *
	 * @return array<string, string|int|list<string>>
	 */
	public function all(): array {
		return $this->values;
	}

	/**
	 * A setting that is text.
	 *
	 * @param string $key Name of the setting.
	 */
	public function text( string $key ): string {
		$value = $this->values[ $key ];
		return is_string( $value ) ? $value : '';
	}

	/**
	 * A setting that is a number of seconds.
	 *
	 * @param string $key Name of the setting.
	 */
	public function seconds( string $key ): int {
		$value = $this->values[ $key ];
		return is_int( $value ) ? $value : 0;
	}

	/**
	 * A setting that is a list.
	 *
	 * @param string $key Name of the setting.
	 * @return list<string>
	 */
	public function lines( string $key ): array {
		$value = $this->values[ $key ];
		return is_array( $value ) ? $value : array();
	}

	/**
	 * Whether the phone has a feature on this site.
	 *
	 * @param string $feature One of FEATURES.
	 */
	public function offers( string $feature ): bool {
		return in_array( $feature, $this->lines( 'features' ), true );
	}

	/**
	 * The domain of the site's SIP addresses.
	 */
	public function domain(): string {
		return $this->text( 'sip_domain' );
	}

	/**
	 * Whether the phone asks its user for a SIP password instead of using tokens.
	 */
	public function asks_password(): bool {
		return self::PASSWORD === $this->text( 'sign_in' );
	}

	/**
	 * Whether a server is named.
	 */
	public function has_server(): bool {
		return '' !== $this->text( 'websocket_url' ) && '' !== $this->domain();
	}

	/**
	 * The addresses of a list, without those that are no addresses (any more).
	 *
	 * @param string $key "guest_destinations" or "user_destinations".
	 * @return list<Address>
	 */
	public function addresses( string $key ): array {
		$addresses = array();
		foreach ( $this->lines( $key ) as $line ) {
			try {
				$addresses[] = Address::parse( $line, $this->domain() );
			} catch ( Refusal $refusal ) {
				continue;
			}
		}
		return $addresses;
	}

	/**
	 * The ICE servers of one kind.
	 *
	 * @param string $scheme "stun" or "turn"; each includes its variant over TLS.
	 * @return list<string> URIs.
	 */
	public function ice_uris( string $scheme ): array {
		return array_values( (array) preg_grep( '/^' . $scheme . 's?:/', $this->lines( 'ice_servers' ) ) );
	}

	/**
	 * The SIP names that nobody gets by merely choosing a login.
	 *
	 * A person who signed up as "helpdesk" would otherwise take the calls of the help desk.
	 *
	 * @return list<string> User parts.
	 */
	public function reserved_names(): array {
		$names = array( $this->text( 'guest_user' ) );
		foreach ( array( 'guest_destinations', 'user_destinations' ) as $key ) {
			foreach ( $this->addresses( $key ) as $address ) {
				if ( $address->host() === $this->domain() ) {
					$names[] = $address->user();
				}
			}
		}
		return $names;
	}
}
