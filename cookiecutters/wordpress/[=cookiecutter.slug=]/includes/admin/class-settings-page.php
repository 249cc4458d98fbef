<?php
/**
 * The settings page.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Plugin;
use [= cookiecutter.namespace =]\Session_Factory;
use [= cookiecutter.namespace =]\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The page under Settings, with its tabs.
 */
final class Settings_Page {

	private const GROUP = '[= cookiecutter.__prefix =]';

	/**
	 * Adds the page to the menu (action "admin_menu").
	 */
	public static function add(): void {
		// The menu takes HTML.
		$name = esc_html( Plugin::NAME );
		add_options_page( $name, $name, Capabilities::MANAGE, Plugin::SLUG, array( self::class, 'render' ) );
	}

	/**
	 * Registers the option, its sections and its fields (action "admin_init").
	 */
	public static function register(): void {
		register_setting(
			self::GROUP,
			Settings::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( Settings_Validator::class, 'sanitize' ),
				'show_in_rest'      => false,
			)
		);
		add_filter( 'option_page_capability_' . self::GROUP, array( self::class, 'capability' ) );
		foreach ( Settings_Form::sections() as $id => list( $title, $about ) ) {
			add_settings_section(
				$id,
				$title,
				static function () use ( $about ): void {
					echo '<p>' . esc_html( $about ) . '</p>';
				},
				Plugin::SLUG
			);
		}
		foreach ( Settings_Form::fields() as $key => list( $section, $control, $label, $help ) ) {
			add_settings_field(
				$key,
				$label,
				array( Settings_Form::class, 'render' ),
				Plugin::SLUG,
				$section,
				array(
					'label_for' => 'features' === $control ? '' : Settings_Form::id( $key ),
					'key'       => $key,
					'control'   => $control,
					'help'      => $help,
				)
			);
		}
	}

	/**
	 * Who may save the settings.
	 */
	public static function capability(): string {
		return Capabilities::MANAGE;
	}

	/**
	 * The address of the page.
	 *
	 * @param string $tab "settings", "rights" or "secrets".
	 */
	public static function url( string $tab = 'settings' ): string {
		$query = array( 'page' => Plugin::SLUG );
		if ( 'settings' !== $tab ) {
			$query['tab'] = $tab;
		}
		return add_query_arg( $query, admin_url( 'options-general.php' ) );
	}

	/**
	 * Adds a link to the page to the list of plugins (filter "plugin_action_links_…").
	 *
	 * @param array<string> $links Links in HTML.
	 * @return array<string>
	 */
	public static function link( $links ) {
		if ( current_user_can( Capabilities::MANAGE ) ) {
			array_unshift( $links, sprintf( '<a href="%1$s">%2$s</a>', esc_url( self::url() ), esc_html__( 'Settings', '[= cookiecutter.slug =]' ) ) );
		}
		return $links;
	}

	/**
	 * Goes back to a tab with the messages that were added (add_settings_error) on the way.
	 *
	 * @param string $tab "rights" or "secrets".
	 */
	public static function redirect( string $tab ): void {
		set_transient( 'settings_errors', get_settings_errors(), 30 );
		wp_safe_redirect( add_query_arg( 'settings-updated', 'true', self::url( $tab ) ) );
		exit;
	}

	/**
	 * Prints the page.
	 */
	public static function render(): void {
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			return;
		}
		$tab = self::tab();
		echo '<div class="wrap"><h1>' . esc_html( Plugin::NAME ) . '</h1>';
		self::render_tabs( $tab );
		self::render_hint();
		switch ( $tab ) {
			case 'rights':
				Rights_Page::render();
				break;
			case 'secrets':
				Secrets_Page::render();
				break;
			default:
				self::render_form();
		}
		echo '</div>';
	}

	/**
	 * The tab that is asked for.
	 */
	private static function tab(): string {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only chooses what is shown.
		$tab = isset( $_GET['tab'] ) ? sanitize_key( wp_unslash( $_GET['tab'] ) ) : '';
		return isset( self::tabs()[ $tab ] ) ? $tab : 'settings';
	}

	/**
	 * The tabs.
	 *
	 * @return array<string, string>
	 */
	private static function tabs(): array {
		return array(
			'settings' => __( 'Settings', '[= cookiecutter.slug =]' ),
			'rights'   => __( 'Rights', '[= cookiecutter.slug =]' ),
			'secrets'  => __( 'Secrets', '[= cookiecutter.slug =]' ),
		);
	}

	/**
	 * Prints the tabs.
	 *
	 * @param string $current The tab that is shown.
	 */
	private static function render_tabs( string $current ): void {
		printf( '<nav class="nav-tab-wrapper" aria-label="%s">', esc_attr__( 'Settings of the phone', '[= cookiecutter.slug =]' ) );
		foreach ( self::tabs() as $tab => $label ) {
			printf(
				'<a class="nav-tab%1$s" href="%2$s"%3$s>%4$s</a>',
				$tab === $current ? ' nav-tab-active' : '',
				esc_url( self::url( $tab ) ),
				$tab === $current ? ' aria-current="page"' : '',
				esc_html( $label )
			);
		}
		echo '</nav>';
	}

	/**
	 * Prints what is left to be done, or how to show the phone.
	 */
	private static function render_hint(): void {
		$settings = Settings::load();
		if ( Session_Factory::is_ready( $settings ) ) {
			/* translators: %s: shortcode. */
			$hint = __( 'To show the phone, add its block to a page, or write the shortcode %s.', '[= cookiecutter.slug =]' );
			echo '<p>' . sprintf( esc_html( $hint ), '<code>[' . esc_html( Plugin::SLUG ) . ']</code>' ) . '</p>';
			return;
		}
		$hint = $settings->has_server()
			? __( 'The phone needs a token secret that this site shares with the SIP server. Add one on the Secrets tab.', '[= cookiecutter.slug =]' )
			: __( 'The phone needs the WebSocket URL of a SIP server and a SIP domain. Add them on the Settings tab.', '[= cookiecutter.slug =]' );
		echo '<div class="notice notice-info inline"><p>' . esc_html( $hint ) . '</p></div>';
	}

	/**
	 * Prints the settings form.
	 */
	private static function render_form(): void {
		echo '<form action="' . esc_url( admin_url( 'options.php' ) ) . '" method="post">';
		settings_fields( self::GROUP );
		do_settings_sections( Plugin::SLUG );
		submit_button();
		echo '</form>';
	}
}
