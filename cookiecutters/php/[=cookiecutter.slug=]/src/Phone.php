<?php
/**
 * The phone of a page.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * Makes the HTML of phones.
 *
 * It is the same for every visitor and holds no nonce, user or secret, so that pages can be cached.
 */
final class Phone {

	public const VERSION = '1.0.0';

	/**
	 * What can be chosen for one phone.
	 */
	public const OPTIONS = array(
		'destination' => '',
		'locked'      => false,
		'video'       => true,
		'autostart'   => false,
		'language'    => '',
	);

	/**
	 * How many phones were made for this page.
	 *
	 * @var int
	 */
	private static int $made = 0;

	/**
	 * The settings of the site, or null when they are wrong.
	 *
	 * @var Settings|null
	 */
	private ?Settings $settings;

	/**
	 * Takes the settings.
	 *
	 * @param Settings|null $settings Settings of the site, or null when they are wrong.
	 */
	public function __construct( ?Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * The phone of this site. A wrong configuration is told to the log, and the phone stays away.
	 */
	public static function load(): self {
		try {
			$settings = Settings::load();
			$ready    = SessionFactory::is_ready( $settings );
		} catch ( \Throwable $error ) {
			error_log( '[= cookiecutter.slug =]: ' . $error->getMessage() );
			return new self( null );
		}
		if ( ! $ready ) {
			error_log( '[= cookiecutter.slug =]: the phone is not set up; "php check.php" tells what is missing.' );
		}
		return new self( $ready ? $settings : null );
	}

	/**
	 * The HTML of a phone; '' when it is not set up.
	 *
	 * @param array<string,mixed> $options What differs from OPTIONS.
	 */
	public function html( array $options = array() ): string {
		if ( null === $this->settings ) {
			return '';
		}
		$data = $this->data( $options );
		$text = static function ( string $english ) use ( $data ): string {
			return self::escape( $data['translate']( $english ) );
		};
		$show = static function ( string $uid, string $config, callable $text ): void {
			require dirname( __DIR__ ) . '/templates/phone.php';
		};
		ob_start();
		$show( self::escape( $data['uid'] ), self::escape( $data['config'] ), $text );
		return (string) ob_get_clean();
	}

	/**
	 * What a template of another language needs (examples/twig, examples/blade). Nothing is escaped.
	 *
	 * @param array<string,mixed> $options What differs from OPTIONS.
	 * @return array{uid:string,config:string,translate:callable} A prefix for ids, JSON, and the translations.
	 */
	public function data( array $options = array() ): array {
		++self::$made;
		return array(
			'uid'       => '[= cookiecutter.slug =]-' . self::$made,
			'config'    => $this->json( $options ),
			'translate' => array( $this->texts( $options ), 'translate' ),
		);
	}

	/**
	 * The tags for the head of a page with a phone.
	 */
	public function head(): string {
		$assets = $this->assets();
		return sprintf(
			'<link rel="stylesheet" href="%s">' . "\n" . '<script type="module" src="%s"></script>' . "\n",
			self::escape( $assets['styles'][0] ),
			self::escape( $assets['modules'][0] )
		);
	}

	/**
	 * The same as data, for a framework that writes its own tags.
	 *
	 * @return array{styles:string[],modules:string[]} URLs of style sheets and of script modules.
	 */
	public function assets(): array {
[% if cookiecutter.phone == "jscommunicator" %]
		$base = $this->url() . '/assets/jscommunicator/start';
[% else %]
		// Without ".min": the sources, to work on them.
		$base = $this->url() . '/assets/phone/phone.min';
[% endif %]
		return array(
			'styles'  => array( $base . '.css?v=' . self::VERSION ),
			'modules' => array( $base . '.js?v=' . self::VERSION ),
		);
	}

	/**
	 * Removes the cookies of a token. Call it where people log out, before anything is printed.
	 */
	public function log_out(): void {
		if ( null !== $this->settings && Settings::COOKIE === $this->settings->text( 'token_transport' ) ) {
			( new TokenCookies( $this->settings ) )->remove();
		}
	}

	/**
	 * What the scripts of one phone are told. It stands in the page, so it is public and the same for all.
	 *
	 * @param array<string,mixed> $options What differs from OPTIONS.
	 */
	public function json( array $options ): string {
		$chosen = $options + self::OPTIONS;
		$config = array(
			'session'          => array(
				'url'          => $this->url() . '/session.php',
				'nonce_url'    => $this->url() . '/nonce.php',
				'nonce_header' => Nonce::HEADER,
			),
			'websocket_url'    => '',
			'ice_servers'      => array(),
			'sip_domain'       => $this->domain(),
			'destination'      => $this->destination( $chosen['destination'] ),
			'edit_destination' => ! $chosen['locked'],
			'audio'            => true,
			'video'            => (bool) $chosen['video'],
			'receive'          => null === $this->settings || $this->settings->asks_password() || null !== $this->settings->value( 'user' ),
			'autostart'        => (bool) $chosen['autostart'],
			'strings'          => $this->texts( $options )->scripts(),
		) + array_fill_keys( null === $this->settings ? array() : $this->settings->value( 'features' ), true );
		return (string) json_encode( $config, JSON_HEX_AMP | JSON_HEX_TAG | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}

	/**
	 * Where the folder of the phone is on the web.
	 */
	private function url(): string {
		$url = null === $this->settings ? '' : rtrim( $this->settings->text( 'url' ), '/' );
		if ( '' !== $url ) {
			return $url;
		}
		$root = (string) realpath( (string) ( $_SERVER['DOCUMENT_ROOT'] ?? '' ) );
		$here = dirname( __DIR__ );
		if ( '' === $root || 0 !== strpos( $here, $root . DIRECTORY_SEPARATOR ) ) {
			return '/[= cookiecutter.slug =]';
		}
		$parts = explode( DIRECTORY_SEPARATOR, substr( $here, strlen( $root ) ) );
		return implode( '/', array_map( 'rawurlencode', $parts ) );
	}

	/**
	 * The SIP domain of the site.
	 */
	private function domain(): string {
		return null === $this->settings ? '' : $this->settings->text( 'sip_domain' );
	}

	/**
	 * An address that can be called, or ''.
	 *
	 * @param mixed $text What was chosen.
	 */
	private function destination( $text ): string {
		try {
			$text = is_string( $text ) ? trim( $text ) : '';
			Address::parse( $text, $this->domain() );
			return $text;
		} catch ( Refusal $refusal ) {
			return '';
		}
	}

	/**
	 * The translations of a phone.
	 *
	 * @param array<string,mixed> $options What differs from OPTIONS.
	 */
	private function texts( array $options ): Texts {
		return Texts::load( $this->settings, (string) ( $options['language'] ?? '' ) );
	}

	/**
	 * Text for HTML and for attributes.
	 *
	 * @param string $text The text.
	 */
	private static function escape( string $text ): string {
		return htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8' );
	}
}
