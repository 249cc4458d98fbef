<?php
/**
 * The directory in user profiles.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Listing;

defined( 'ABSPATH' ) || exit;

/**
 * Asks people whether they want to be listed in the directory. They decide that themselves.
 */
final class Listing_Fields {

	private const NONCE = Listing::META . '_nonce';

	/**
	 * Prints the section for whom it is about and can be called (actions "show_user_profile" and "edit_user_profile").
	 *
	 * @param \WP_User $user Whose profile it is.
	 */
	public static function render( \WP_User $user ): void {
		if ( ! Listing::is_callable( $user ) || ! self::may_edit( $user->ID ) ) {
			return;
		}
		printf( '<h2>%s</h2><table class="form-table" role="presentation">', esc_html__( 'Phone directory', '[= cookiecutter.slug =]' ) );
		printf(
			'<tr><th scope="row">%1$s</th><td><label><input type="checkbox" name="%2$s" value="1"%3$s> %4$s</label>',
			esc_html__( 'Directory', '[= cookiecutter.slug =]' ),
			esc_attr( Listing::META ),
			checked( Listing::agrees( $user->ID ), true, false ),
			esc_html__( 'List me, with my name and picture, for people who may call me.', '[= cookiecutter.slug =]' )
		);
		wp_nonce_field( self::NONCE . $user->ID, self::NONCE, false );
		printf(
			'</td></tr><tr><th scope="row"><label for="%1$s">%2$s</label></th><td><input type="text" class="regular-text" name="%1$s" id="%1$s" value="%3$s" maxlength="80"></td></tr></table>',
			esc_attr( Listing::DEPARTMENT ),
			esc_html__( 'Department', '[= cookiecutter.slug =]' ),
			esc_attr( Listing::department( $user->ID ) )
		);
	}

	/**
	 * Stores what was entered (action "profile_update").
	 *
	 * @param int $user_id The user.
	 */
	public static function save( $user_id ): void {
		$user_id = (int) $user_id;
		if ( ! isset( $_POST[ self::NONCE ] ) || ! self::may_edit( $user_id ) ) {
			return;
		}
		if ( ! wp_verify_nonce( sanitize_key( wp_unslash( $_POST[ self::NONCE ] ) ), self::NONCE . $user_id ) ) {
			return;
		}
		$department = isset( $_POST[ Listing::DEPARTMENT ] ) ? sanitize_text_field( wp_unslash( $_POST[ Listing::DEPARTMENT ] ) ) : '';
		Listing::set( $user_id, isset( $_POST[ Listing::META ] ), $department );
	}

	/**
	 * Whether the current user decides for a user: for oneself alone.
	 *
	 * @param int $user_id The user.
	 */
	private static function may_edit( int $user_id ): bool {
		return get_current_user_id() === $user_id && current_user_can( 'edit_user', $user_id );
	}
}
