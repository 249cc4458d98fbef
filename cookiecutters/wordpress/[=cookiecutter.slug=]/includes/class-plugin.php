[% from "escape.jinja" import php %]
<?php
/**
 * The hooks of the plugin.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * Wires the plugin to WordPress. Every hook that the plugin listens to is named here.
 *
 * Callbacks are given by class name, so a class is only loaded when its hook fires.
 */
final class Plugin {

	public const NAME    = '[= php(cookiecutter.name) =]';
	public const SLUG    = '[= cookiecutter.slug =]';
	public const VERSION = '1.0.0';

	/**
	 * The plugin's main file.
	 *
	 * @var string
	 */
	private static $file = '';

	/**
	 * Starts the plugin.
	 *
	 * @param string $file Path of the plugin's main file.
	 */
	public static function boot( string $file ): void {
		self::$file = $file;
		self::lifecycle();
		self::languages();
		self::front_end();
		self::endpoints();
		self::back_end();
	}

	/**
	 * The path of a file of the plugin.
	 *
	 * @param string $relative Path inside the plugin.
	 */
	public static function path( string $relative ): string {
		return plugin_dir_path( self::$file ) . $relative;
	}

	/**
	 * The address of a file of the plugin.
	 *
	 * @param string $relative Path inside the plugin.
	 */
	public static function url( string $relative ): string {
		return plugins_url( $relative, self::$file );
	}

	/**
	 * The plugin's name in lists of plugins, such as "acme-phone/acme-phone.php".
	 */
	public static function basename(): string {
		return plugin_basename( self::$file );
	}

	/**
	 * Activation and new sites of a network.
	 */
	private static function lifecycle(): void {
		register_activation_hook( self::$file, array( Lifecycle::class, 'activate' ) );
		// WordPress fills a new site's tables at priority 10.
		add_action( 'wp_initialize_site', array( Lifecycle::class, 'new_site' ), 20 );
		add_filter( 'map_meta_cap', array( Capabilities::class, 'map' ), 10, 3 );
	}

	/**
	 * Translations. Before the block is registered, whose title is translated.
	 */
	private static function languages(): void {
		add_action( 'init', array( Languages::class, 'register' ), 0 );
		add_filter( 'load_translation_file', array( Languages::class, 'nearest' ), 10, 2 );
		add_filter( 'load_script_translation_file', array( Languages::class, 'nearest_of_script' ), 10, 2 );
	}

	/**
	 * Block, shortcode and assets.
	 */
	private static function front_end(): void {
		add_action( 'init', array( Block::class, 'register' ) );
		add_action( 'init', array( Shortcode::class, 'register' ) );
		add_action( 'init', array( People::class, 'register' ) );
		add_action( 'wp_enqueue_scripts', array( Assets::class, 'enqueue_early' ) );
		add_filter( 'wp_kses_allowed_html', array( Reserved_Attributes::class, 'forbid' ) );
	}

	/**
	 * The endpoints.
	 */
	private static function endpoints(): void {
		add_action( 'rest_api_init', array( Session_Controller::class, 'register' ) );
		add_action( 'rest_api_init', array( Directory_Controller::class, 'register' ) );
		add_filter( 'rest_post_dispatch', array( Response_Headers::class, 'add' ), 10, 3 );
		// After rest_send_cors_headers(), which runs at priority 10.
		add_filter( 'rest_pre_serve_request', array( Response_Headers::class, 'remove_cors' ), 11, 3 );
	}

	/**
	 * Admin pages, profiles, Site Health and privacy tools.
	 */
	private static function back_end(): void {
		add_action( 'admin_menu', array( Admin\Settings_Page::class, 'add' ) );
		add_action( 'admin_init', array( Admin\Settings_Page::class, 'register' ) );
		add_action( 'admin_post_' . Admin\Rights_Page::ACTION, array( Admin\Rights_Page::class, 'save' ) );
		add_action( 'admin_post_' . Admin\Secrets_Page::ACTION, array( Admin\Secrets_Page::class, 'save' ) );
		add_filter( 'plugin_action_links_' . self::basename(), array( Admin\Settings_Page::class, 'link' ) );
		foreach ( array( 'show_user_profile', 'edit_user_profile' ) as $hook ) {
			add_action( $hook, array( Admin\Profile::class, 'render' ) );
			add_action( $hook, array( Admin\Listing_Fields::class, 'render' ), 11 );
		}
		add_action( 'user_profile_update_errors', array( Admin\Profile::class, 'check' ), 10, 3 );
		add_action( 'profile_update', array( Admin\Profile::class, 'save' ) );
		add_action( 'profile_update', array( Admin\Listing_Fields::class, 'save' ) );
		add_filter( 'debug_information', array( Admin\Site_Health::class, 'debug' ) );
		add_filter( 'site_status_tests', array( Admin\Site_Health::class, 'tests' ) );
		add_action( 'admin_init', array( Admin\Privacy::class, 'add_policy' ) );
		add_filter( 'wp_privacy_personal_data_exporters', array( Admin\Privacy::class, 'add_exporter' ) );
		add_filter( 'wp_privacy_personal_data_erasers', array( Admin\Privacy::class, 'add_eraser' ) );
	}
}
