<?php
/**
 * The secrets.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Plugin;
use [= cookiecutter.namespace =]\Secrets;
use [= cookiecutter.namespace =]\Sip\Secret;

defined( 'ABSPATH' ) || exit;

/**
 * The tab for the secrets. It shows where they come from, and never what they are.
 */
final class Secrets_Page {

	public const ACTION = '[= cookiecutter.__prefix =]_secrets';

	/**
	 * Saves the secrets (action "admin_post_…").
	 */
	public static function save(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( Capabilities::MANAGE ) ) {
			wp_die( esc_html__( 'You may not change the secrets of the phone.', '[= cookiecutter.slug =]' ), '', 403 );
		}
		foreach ( self::labels() as $kind => $label ) {
			// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- A secret must not be altered; store() checks it.
			$value = isset( $_POST['secrets'][ $kind ] ) ? wp_unslash( $_POST['secrets'][ $kind ] ) : '';
			$value = is_string( $value ) ? trim( $value ) : '';
			if ( isset( $_POST['remove'][ $kind ] ) ) {
				Secrets::remove( $kind );
				/* translators: %s: "Token secret" or "TURN secret". */
				self::report( $kind, sprintf( __( '%s removed from the database.', '[= cookiecutter.slug =]' ), $label ), 'success' );
			} elseif ( '' !== $value ) {
				self::store( $kind, $label, $value );
			}
		}
		Settings_Page::redirect( 'secrets' );
	}

	/**
	 * Prints the tab.
	 */
	public static function render(): void {
		wp_enqueue_script(
			Plugin::SLUG . '-secrets',
			Plugin::url( 'assets/admin/secrets.js' ),
			array(),
			Plugin::VERSION,
			array(
				'in_footer' => true,
				'strategy'  => 'defer',
			)
		);
		$about = __( 'A secret is at least 32 random characters that this site shares with a server. Keep it out of the database if you can: as a constant in wp-config.php, or as an environment variable of the same name. Use different secrets for tokens and TURN.', '[= cookiecutter.slug =]' );
		echo '<form action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" method="post">';
		printf( '<input type="hidden" name="action" value="%s">', esc_attr( self::ACTION ) );
		wp_nonce_field( self::ACTION );
		echo '<p>' . esc_html( $about ) . '</p><table class="form-table" role="presentation">';
		foreach ( self::labels() as $kind => $label ) {
			self::render_secret( $kind, $label );
		}
		echo '</table>';
		submit_button( __( 'Save Secrets', '[= cookiecutter.slug =]' ) );
		echo '</form>';
	}

	/**
	 * Where a secret comes from, in words.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 */
	public static function source( string $kind ): string {
		switch ( Secrets::source( $kind ) ) {
			case Secrets::CONSTANT:
				/* translators: %s: name of a constant. */
				return sprintf( __( 'Set by the constant %s.', '[= cookiecutter.slug =]' ), Secrets::CONSTANTS[ $kind ] );
			case Secrets::ENVIRONMENT:
				/* translators: %s: name of an environment variable. */
				return sprintf( __( 'Set by the environment variable %s.', '[= cookiecutter.slug =]' ), Secrets::CONSTANTS[ $kind ] );
			case Secrets::DATABASE:
				return __( 'Set in the database, where backups and other plugins can read it.', '[= cookiecutter.slug =]' );
			default:
				return __( 'Not set.', '[= cookiecutter.slug =]' );
		}
	}

	/**
	 * The secrets.
	 *
	 * @return array<string, string>
	 */
	private static function labels(): array {
		return array(
			Secrets::TOKEN => __( 'Token secret', '[= cookiecutter.slug =]' ),
			Secrets::TURN  => __( 'TURN secret', '[= cookiecutter.slug =]' ),
		);
	}

	/**
	 * Stores a secret, or says why not.
	 *
	 * @param string $kind  Secrets::TOKEN or Secrets::TURN.
	 * @param string $label Its name.
	 * @param string $value What was entered.
	 */
	private static function store( string $kind, string $label, string $value ): void {
		if ( 1 !== preg_match( '/\A[\x21-\x7E]+\z/', $value ) || strlen( $value ) < Secret::MINIMUM ) {
			/* translators: 1: "Token secret" or "TURN secret", 2: number of characters. */
			$message = __( '%1$s not saved: it has to be at least %2$d characters, without spaces and accents.', '[= cookiecutter.slug =]' );
			self::report( $kind, sprintf( $message, $label, Secret::MINIMUM ), 'error' );
			return;
		}
		Secrets::store( $kind, $value );
		/* translators: %s: "Token secret" or "TURN secret". */
		self::report( $kind, sprintf( __( '%s saved.', '[= cookiecutter.slug =]' ), $label ), 'success' );
	}

	/**
	 * Shows a message above the form.
	 *
	 * @param string $kind    Secrets::TOKEN or Secrets::TURN.
	 * @param string $message The message.
	 * @param string $type    "success" or "error".
	 */
	private static function report( string $kind, string $message, string $type ): void {
		add_settings_error( self::ACTION, $kind, esc_html( $message ), $type );
	}

	/**
	 * Prints the row of a secret.
	 *
	 * @param string $kind  Secrets::TOKEN or Secrets::TURN.
	 * @param string $label Its name.
	 */
	private static function render_secret( string $kind, string $label ): void {
		$id     = self::ACTION . '_' . $kind;
		$source = Secrets::source( $kind );
		$fixed  = Secrets::CONSTANT === $source || Secrets::ENVIRONMENT === $source;
		printf( '<tr><th scope="row"><label for="%1$s">%2$s</label></th><td>', esc_attr( $id ), esc_html( $label ) );
		printf(
			'<input type="password" class="regular-text" id="%1$s" name="%2$s" value="" placeholder="%3$s" minlength="%4$d" autocomplete="new-password" aria-describedby="%1$s-help"%5$s>',
			esc_attr( $id ),
			esc_attr( 'secrets[' . $kind . ']' ),
			esc_attr( '' === $source ? '' : __( 'Enter a new secret to replace it', '[= cookiecutter.slug =]' ) ),
			(int) Secret::MINIMUM,
			disabled( $fixed, true, false )
		);
		self::render_source( $kind, $id );
		if ( Secrets::is_stored( $kind ) ) {
			printf( '<p><label><input type="checkbox" name="%1$s" value="1"> %2$s</label></p>', esc_attr( 'remove[' . $kind . ']' ), esc_html__( 'Remove it from the database', '[= cookiecutter.slug =]' ) );
		}
		if ( ! $fixed ) {
			self::render_generator( $kind, $id );
		}
		echo '</td></tr>';
	}

	/**
	 * Prints where a secret comes from.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 * @param string $id   Id of the field.
	 */
	private static function render_source( string $kind, string $id ): void {
		$text = self::source( $kind );
		if ( Secrets::is_short( $kind ) ) {
			$text .= ' ' . __( 'It is too short and not used.', '[= cookiecutter.slug =]' );
		}
		if ( Secrets::DATABASE !== Secrets::source( $kind ) && Secrets::is_stored( $kind ) ) {
			$text .= ' ' . __( 'The database still holds another one, which is not used.', '[= cookiecutter.slug =]' );
		}
		printf( '<p class="description" id="%1$s-help">%2$s</p>', esc_attr( $id ), esc_html( $text ) );
	}

	/**
	 * Prints a button that makes a line for wp-config.php. The browser makes it, and sends it nowhere.
	 *
	 * @param string $kind Secrets::TOKEN or Secrets::TURN.
	 * @param string $id   Id of the field.
	 */
	private static function render_generator( string $kind, string $id ): void {
		printf(
			'<div hidden data-generate="%1$s"><p><button type="button" class="button" aria-controls="%2$s-line">%3$s</button></p><p><input type="text" class="large-text code" id="%2$s-line" readonly hidden aria-label="%4$s"></p></div>',
			esc_attr( Secrets::CONSTANTS[ $kind ] ),
			esc_attr( $id ),
			esc_html__( 'Make a line for wp-config.php', '[= cookiecutter.slug =]' ),
			/* translators: %s: name of a constant. */
			esc_attr( sprintf( __( 'Line for wp-config.php that sets %s', '[= cookiecutter.slug =]' ), Secrets::CONSTANTS[ $kind ] ) )
		);
	}
}
