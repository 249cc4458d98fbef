<?php
/**
 * Activation, new sites and uninstall.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

/**
 * What happens to the plugin's data when it comes and goes.
 */
final class Lifecycle {

	/**
	 * Sets up the current site, or every site of the network.
	 *
	 * @param bool $network_wide Whether the plugin is activated for the whole network.
	 */
	public static function activate( $network_wide ): void {
		self::on_sites( array( self::class, 'set_up' ), (bool) $network_wide );
	}

	/**
	 * Sets up a new site of a network on which the plugin is active everywhere.
	 *
	 * @param \WP_Site $site The new site.
	 */
	public static function new_site( \WP_Site $site ): void {
		if ( ! function_exists( 'is_plugin_active_for_network' ) ) {
			require_once ABSPATH . 'wp-admin/includes/plugin.php';
		}
		if ( is_plugin_active_for_network( Plugin::basename() ) ) {
			self::on_site( (int) $site->blog_id, array( self::class, 'set_up' ) );
		}
	}

	/**
	 * Removes everything from every site.
	 */
	public static function uninstall(): void {
		self::on_sites( array( self::class, 'clean_up' ), is_multisite() );
		foreach ( array( Sip_Names::META, Listing::META, Listing::DEPARTMENT ) as $key ) {
			delete_metadata( 'user', 0, $key, '', true );
		}
	}

	/**
	 * Gives the current site its settings and rights, unless it had them before.
	 */
	private static function set_up(): void {
		// Most pages show no phone: not among the options that every page loads.
		if ( add_option( Settings::OPTION, Settings::DEFAULTS, '', false ) ) {
			Capabilities::grant_defaults();
		}
	}

	/**
	 * Removes everything from the current site.
	 */
	private static function clean_up(): void {
		Capabilities::remove_all();
		Rate_Limit::forget_all();
		delete_option( Settings::OPTION );
		array_map( 'delete_option', Secrets::OPTIONS );
	}

	/**
	 * Does something on the current site, or on every site of the network.
	 *
	 * @param callable(): void $action What to do.
	 * @param bool             $all    Whether on every site.
	 */
	private static function on_sites( callable $action, bool $all ): void {
		if ( ! $all ) {
			$action();
			return;
		}
		$sites = get_sites(
			array(
				'fields' => 'ids',
				'number' => 0,
			)
		);
		foreach ( (array) $sites as $site_id ) {
			self::on_site( (int) $site_id, $action );
		}
	}

	/**
	 * Does something on one site.
	 *
	 * @param int              $site_id The site.
	 * @param callable(): void $action  What to do.
	 */
	private static function on_site( int $site_id, callable $action ): void {
		switch_to_blog( $site_id );
		$action();
		restore_current_blog();
	}
}
