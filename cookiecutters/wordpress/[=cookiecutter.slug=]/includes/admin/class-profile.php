<?php
/**
 * The SIP name in user profiles.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Identity;
use [= cookiecutter.namespace =]\Messages;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip\Refusal;
use [= cookiecutter.namespace =]\Sip_Names;

defined( 'ABSPATH' ) || exit;

/**
 * Shows people their SIP address, and lets administrators give them a SIP name.
 */
final class Profile {

	private const FIELD = Sip_Names::META;
	private const NONCE = Sip_Names::META . '_nonce';

	/**
	 * Prints the section (actions "show_user_profile" and "edit_user_profile").
	 *
	 * @param \WP_User $user Whose profile it is.
	 */
	public static function render( \WP_User $user ): void {
		echo '<h2>' . esc_html__( 'Phone', '[= cookiecutter.slug =]' ) . '</h2><table class="form-table" role="presentation">';
		if ( self::may_edit( $user->ID ) ) {
			self::render_field( $user );
		}
		printf( '<tr><th scope="row">%1$s</th><td>%2$s</td></tr></table>', esc_html__( 'SIP address', '[= cookiecutter.slug =]' ), esc_html( self::address( $user ) ) );
	}

	/**
	 * Checks a name that was entered (action "user_profile_update_errors").
	 *
	 * @param \WP_Error $errors Errors of the form.
	 * @param bool      $update Whether the user exists already.
	 * @param \stdClass $user   The user; an id when there is one.
	 */
	public static function check( $errors, $update, $user ): void {
		$user_id = $update ? (int) $user->ID : 0;
		$name    = self::posted( $user_id );
		if ( null === $name || '' === $name ) {
			return;
		}
		try {
			( new Identity( Settings::load() ) )->check( $user_id, $name );
		} catch ( Refusal $refusal ) {
			$errors->add( self::FIELD, esc_html( Messages::assignment( $refusal->reason() ) ), array( 'form-field' => self::FIELD ) );
		}
	}

	/**
	 * Stores a name, which was checked before: WordPress does not come here when a form has errors (action "profile_update").
	 *
	 * @param int $user_id The user.
	 */
	public static function save( $user_id ): void {
		$name = self::posted( (int) $user_id );
		if ( null === $name ) {
			return;
		}
		try {
			$name = '' === $name ? '' : ( new Identity( Settings::load() ) )->check( (int) $user_id, $name );
			Sip_Names::set( (int) $user_id, $name );
		} catch ( Refusal $refusal ) {
			return;
		}
	}

	/**
	 * The name that was posted, or null when none was, or the sender may not give names.
	 *
	 * @param int $user_id The user.
	 */
	private static function posted( int $user_id ): ?string {
		if ( ! isset( $_POST[ self::FIELD ], $_POST[ self::NONCE ] ) || ! self::may_edit( $user_id ) ) {
			return null;
		}
		$nonce = sanitize_key( wp_unslash( $_POST[ self::NONCE ] ) );
		if ( ! wp_verify_nonce( $nonce, self::NONCE . $user_id ) ) {
			return null;
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- Cleaning would make other names of wrong ones; Identity checks it.
		$name = wp_unslash( $_POST[ self::FIELD ] );
		return is_string( $name ) ? trim( $name ) : null;
	}

	/**
	 * Whether the current user may give a user a name. Nobody but administrators: a name is an identity.
	 *
	 * @param int $user_id The user.
	 */
	private static function may_edit( int $user_id ): bool {
		return current_user_can( 'edit_users' ) && current_user_can( Capabilities::MANAGE ) && current_user_can( 'edit_user', $user_id );
	}

	/**
	 * Prints the field for the name.
	 *
	 * @param \WP_User $user Whose profile it is.
	 */
	private static function render_field( \WP_User $user ): void {
		printf( '<tr><th scope="row"><label for="%1$s">%2$s</label></th><td>', esc_attr( self::FIELD ), esc_html__( 'SIP name', '[= cookiecutter.slug =]' ) );
		printf(
			'<input type="text" class="regular-text" name="%1$s" id="%1$s" value="%2$s" maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="%1$s-help">',
			esc_attr( self::FIELD ),
			esc_attr( Sip_Names::get( $user->ID ) )
		);
		wp_nonce_field( self::NONCE . $user->ID, self::NONCE, false );
		printf( '<p class="description" id="%1$s-help">%2$s</p></td></tr>', esc_attr( self::FIELD ), esc_html__( 'The part before the @. Leave it empty to use the login.', '[= cookiecutter.slug =]' ) );
	}

	/**
	 * The SIP address of a user, or why there is none.
	 *
	 * @param \WP_User $user The user.
	 */
	private static function address( \WP_User $user ): string {
		$settings = Settings::load();
		if ( '' === $settings->domain() ) {
			return __( 'The phone is not set up yet.', '[= cookiecutter.slug =]' );
		}
		try {
			return (string) ( new Identity( $settings ) )->address( $user );
		} catch ( Refusal $refusal ) {
			return get_current_user_id() === $user->ID ? Messages::refusal( $refusal->reason() ) : Messages::refusal_of_other( $refusal->reason() );
		}
	}
}
