<?php
/**
 * The rights of roles.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Sip\Policy;

defined( 'ABSPATH' ) || exit;

/**
 * The tab that says what people of each role may do with the phone.
 */
final class Rights_Page {

	public const ACTION = '[= cookiecutter.__prefix =]_rights';

	/**
	 * Saves the rights (action "admin_post_…").
	 */
	public static function save(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			wp_die( esc_html__( 'You may not change the rights of the phone.', '[= cookiecutter.slug =]' ), '', 403 );
		}
		foreach ( wp_roles()->role_objects as $name => $role ) {
			if ( ! isset( $_POST['rights'][ $name ]['reach'] ) ) {
				continue;
			}
			$reach = sanitize_key( wp_unslash( $_POST['rights'][ $name ]['reach'] ) );
			if ( isset( self::reaches()[ $reach ] ) ) {
				Capabilities::set_role( $role, $reach, isset( $_POST['rights'][ $name ]['receive'] ) );
			}
		}
		add_settings_error( self::ACTION, 'saved', esc_html__( 'Rights saved.', '[= cookiecutter.slug =]' ), 'success' );
		Settings_Page::redirect( 'rights' );
	}

	/**
	 * Prints the tab.
	 */
	public static function render(): void {
		echo '<form action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" method="post">';
		printf( '<input type="hidden" name="action" value="%s">', esc_attr( self::ACTION ) );
		wp_nonce_field( self::ACTION );
		self::render_about();
		echo '<table class="widefat striped"><thead><tr>';
		printf( '<th scope="col">%s</th>', esc_html__( 'Role', '[= cookiecutter.slug =]' ) );
		printf( '<th scope="col">%s</th>', esc_html__( 'May call', '[= cookiecutter.slug =]' ) );
		printf( '<th scope="col">%s</th>', esc_html__( 'Can be called', '[= cookiecutter.slug =]' ) );
		echo '</tr></thead><tbody>';
		foreach ( wp_roles()->role_objects as $name => $role ) {
			self::render_role( (string) $name, $role );
		}
		echo '</tbody></table>';
		submit_button( __( 'Save Rights', '[= cookiecutter.slug =]' ) );
		echo '</form>';
	}

	/**
	 * Whom a role may call.
	 *
	 * @return array<string, string>
	 */
	private static function reaches(): array {
		return array(
			Policy::NONE   => __( 'Nobody', '[= cookiecutter.slug =]' ),
			Policy::LISTED => __( 'The listed destinations', '[= cookiecutter.slug =]' ),
			Policy::DOMAIN => __( 'Everyone at the SIP domain (wide)', '[= cookiecutter.slug =]' ),
			Policy::ANYONE => __( 'Anyone anywhere (wide)', '[= cookiecutter.slug =]' ),
		);
	}

	/**
	 * Prints what the rights mean.
	 */
	private static function render_about(): void {
		$about = __( 'Guests have no role: whom they may call is listed on the Settings tab.', '[= cookiecutter.slug =]' );
		$wide  = __( 'Give a wide right only to people whom you trust with the calls of everybody else. The token of its holder names no single destination, and reSIProcate repro lets people register as whom they may call, and so receive those calls.', '[= cookiecutter.slug =]' );
		$dial  = __( 'These rights limit what the SIP server is asked for. Which numbers cost money, and who may dial them, is up to the SIP server.', '[= cookiecutter.slug =]' );
		$names = __( 'The login of a user is their SIP name, unless their profile has another one. If the SIP server also has accounts that are not of this site, use another SIP domain here: otherwise anybody who chooses such a login gets that account.', '[= cookiecutter.slug =]' );
		echo '<p>' . esc_html( $about ) . '</p><div class="notice notice-warning inline">';
		foreach ( array( $names, $wide, $dial ) as $warning ) {
			echo '<p>' . esc_html( $warning ) . '</p>';
		}
		echo '</div>';
	}

	/**
	 * Prints the row of a role.
	 *
	 * @param string   $name The role's name, such as "editor".
	 * @param \WP_Role $role The role.
	 */
	private static function render_role( string $name, \WP_Role $role ): void {
		$label = translate_user_role( wp_roles()->role_names[ $name ] );
		$field = 'rights[' . $name . ']';
		/* translators: %s: role. */
		$may_call = sprintf( __( '%s: may call', '[= cookiecutter.slug =]' ), $label );
		/* translators: %s: role. */
		$can_be_called = sprintf( __( '%s: can be called', '[= cookiecutter.slug =]' ), $label );
		$current       = Capabilities::role_reach( $role );
		printf( '<tr><th scope="row">%1$s</th><td><select name="%2$s[reach]" aria-label="%3$s">', esc_html( $label ), esc_attr( $field ), esc_attr( $may_call ) );
		foreach ( self::reaches() as $reach => $text ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $reach ), selected( $reach, $current, false ), esc_html( $text ) );
		}
		printf(
			'</select></td><td><input type="checkbox" name="%1$s[receive]" value="1" aria-label="%2$s"%3$s></td></tr>',
			esc_attr( $field ),
			esc_attr( $can_be_called ),
			checked( $role->has_cap( Capabilities::RECEIVE ), true, false )
		);
	}
}
