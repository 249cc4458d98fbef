<?php
/**
 * The phone's scripts and style sheet.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Loads the phone's assets on the pages that show a phone, and nowhere else.
 */
final class Assets {

	/**
	 * The style sheet. WordPress itself has some with names of one word, such as "login".
	 */
	public const STYLE = Plugin::SLUG . '-phone';

	/**
	 * Loads everything. Called when a phone is printed.
	 */
	public static function enqueue(): void {
		self::enqueue_style();
[% if cookiecutter.phone == "jscommunicator" %]
		// jQuery UI moves JSCommunicator's picture.
		wp_enqueue_script( 'jquery-ui-draggable' );
		wp_enqueue_script( 'jquery-ui-resizable' );
[% endif %]
		wp_enqueue_script_module( Plugin::SLUG, self::url( 'js' ), self::modules(), Plugin::VERSION );
	}

	/**
	 * Loads what the directory or the caller card needs.
	 *
	 * @param string $name "directory" or "caller_card".
	 */
	public static function enqueue_people( string $name ): void {
		$id = Plugin::SLUG . '-' . str_replace( '_', '-', $name );
		wp_enqueue_style( $id, Plugin::url( 'assets/phone/styles/' . $name . '.css' ), array(), Plugin::VERSION );
		wp_enqueue_script_module( $id, Plugin::url( 'assets/phone/' . $name . '.min.js' ), array(), Plugin::VERSION );
	}

	/**
	 * Loads the style sheet in the head of a page that is going to show a phone (action "wp_enqueue_scripts").
	 *
	 * When the phone is printed it is too late for that in classic themes, and the page would jump.
	 */
	public static function enqueue_early(): void {
		$post = is_singular() ? get_post() : null;
		if ( null !== $post && self::holds_phone( $post ) && Session_Factory::is_ready( Settings::load() ) ) {
			self::enqueue_style();
		}
	}

	/**
	 * Whether a phone stands in a text.
	 *
	 * @param \WP_Post $post The text.
	 */
	private static function holds_phone( \WP_Post $post ): bool {
		return has_block( Block::NAME, $post ) || has_shortcode( $post->post_content, Shortcode::TAG );
	}

	/**
	 * Loads the style sheet.
	 */
	private static function enqueue_style(): void {
		wp_enqueue_style( self::STYLE, self::url( 'css' ), array(), Plugin::VERSION );
	}

[% if cookiecutter.phone == "jscommunicator" %]
	/**
	 * Where the script is that starts JSCommunicator, or the style sheet.
	 *
	 * @param string $type "js" or "css".
	 */
	private static function url( string $type ): string {
		return Plugin::url( 'assets/jscommunicator/start.' . $type );
	}

[% else %]
	/**
	 * Where the phone's script or style sheet is: in one file, or in its sources while SCRIPT_DEBUG is on.
	 *
	 * @param string $type "js" or "css".
	 */
	private static function url( string $type ): string {
		return Plugin::url( 'assets/phone/phone.' . ( self::debugs() ? '' : 'min.' ) . $type );
	}

	/**
	 * Whether the sources are loaded.
	 */
	private static function debugs(): bool {
		return defined( 'SCRIPT_DEBUG' ) && SCRIPT_DEBUG;
	}

[% endif %]
	/**
	 * Registers the modules that the phone's script imports, and returns them as its dependencies.
	 *
	 * They import each other by relative paths, which a browser resolves to URLs before it looks at the import map.
	 * Registered under its own URL, a module has an entry there that maps it to the same URL with "?ver=". So all
	 * modules get new URLs with a new version of the plugin, and no browser mixes old files with new ones.
	 *
	 * @return list<array{id: string, import: 'static'|'dynamic'}>
	 */
	private static function modules(): array {
		$folder  = Plugin::path( 'assets/' );
		$modules = array();
[% if cookiecutter.phone == "jscommunicator" %]
		foreach ( array( 'jscommunicator/*.js', 'jscommunicator/guards/*.js', 'phone/*.js', 'phone/*/*.js' ) as $pattern ) {
[% else %]
		foreach ( self::debugs() ? array( 'phone/*.js', 'phone/*/*.js' ) : array( 'phone/chunks/*.js', 'phone/vendor/*.js' ) as $pattern ) {
[% endif %]
			foreach ( (array) glob( $folder . $pattern ) as $file ) {
				$name = substr( (string) $file, strlen( $folder ) );
				if ( '[= "jscommunicator/start" if cookiecutter.phone == "jscommunicator" else "phone/phone" =].js' !== $name ) {
					$modules[] = self::module( $name );
				}
			}
		}
		return $modules;
	}

	/**
	 * Registers one module.
	 *
	 * @param string $name Path inside assets/.
	 * @return array{id: string, import: 'static'|'dynamic'}
	 */
	private static function module( string $name ): array {
		$url = Plugin::url( 'assets/' . $name );
		wp_register_script_module( $url, $url, array(), Plugin::VERSION );
		return array(
			'id'     => $url,
[% if cookiecutter.phone == "jscommunicator" %]
			// Some are of the directory: the browser fetches what is imported, and nothing before.
			'import' => 'dynamic',
[% else %]
			// Not fetched before somebody uses the phone.
			'import' => in_array( $name, array( 'phone/vendor/jssip.js', 'phone/chunks/later_features.min.js', 'phone/features/later_features.js' ), true ) ? 'dynamic' : 'static',
[% endif %]
		);
	}
}
