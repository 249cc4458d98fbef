<?php
/**
 * Privacy tools.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Listing;
use [= cookiecutter.namespace =]\Plugin;
use [= cookiecutter.namespace =]\Sip_Names;

defined( 'ABSPATH' ) || exit;

/**
 * Text for the privacy policy, and export and erasure of what the plugin stores about people.
 */
final class Privacy {

	/**
	 * Suggests text for the privacy policy (action "admin_init").
	 */
	public static function add_policy(): void {
		$paragraphs = array(
			__( 'When somebody uses the phone on this site, their browser connects to our SIP server, which learns their network address, whom they call, and when. Audio and video go to the other side, directly or through a relay server.', '[= cookiecutter.slug =]' ),
			__( 'Nothing is sent before somebody uses the phone, unless a page says that it connects at once. The phone sets no cookies.', '[= cookiecutter.slug =]' ),
[% if cookiecutter.phone == "builtin" %]
			__( 'The browser of the visitor remembers, for this site alone and not on our server: whom they called last, missed calls and messages until the tab is closed; their choices of devices, sounds, notifications and language, and their SIP address and name if they asked for that, until they clear the data of this site.', '[= cookiecutter.slug =]' ),
[% endif %]
			__( 'To prevent abuse, this site counts how often each visitor asks for a connection within five minutes. It keeps no network addresses for that, only a code made from them, which is deleted within about a day.', '[= cookiecutter.slug =]' ),
			__( 'For users of this site, the SIP name that an administrator gave them is stored with their profile, and their department, if they asked to be listed in the directory.', '[= cookiecutter.slug =]' ),
		);
		wp_add_privacy_policy_content( esc_html( Plugin::NAME ), '<p>' . implode( '</p><p>', array_map( 'esc_html', $paragraphs ) ) . '</p>' );
	}

	/**
	 * Adds the exporter (filter "wp_privacy_personal_data_exporters").
	 *
	 * @param array<string, array<string, mixed>> $exporters Exporters by name.
	 * @return array<string, array<string, mixed>>
	 */
	public static function add_exporter( $exporters ) {
		$exporters[ Plugin::SLUG ] = array(
			'exporter_friendly_name' => Plugin::NAME,
			'callback'               => array( self::class, 'export' ),
		);
		return $exporters;
	}

	/**
	 * Adds the eraser (filter "wp_privacy_personal_data_erasers").
	 *
	 * @param array<string, array<string, mixed>> $erasers Erasers by name.
	 * @return array<string, array<string, mixed>>
	 */
	public static function add_eraser( $erasers ) {
		$erasers[ Plugin::SLUG ] = array(
			'eraser_friendly_name' => Plugin::NAME,
			'callback'             => array( self::class, 'erase' ),
		);
		return $erasers;
	}

	/**
	 * Exports what is stored about somebody.
	 *
	 * @param string $email Their e-mail address.
	 * @return array{data: list<array<string, mixed>>, done: bool}
	 */
	public static function export( $email ): array {
		$user  = get_user_by( 'email', $email );
		$known = $user ? self::known( $user->ID ) : array();
		$item  = array(
			'group_id'    => Plugin::SLUG,
			'group_label' => Plugin::NAME,
			'item_id'     => Plugin::SLUG . '-' . ( $user ? $user->ID : 0 ),
			'data'        => $known,
		);
		return array(
			'data' => array() === $known ? array() : array( $item ),
			'done' => true,
		);
	}

	/**
	 * What is stored about a user.
	 *
	 * @param int $user_id The user.
	 * @return list<array{name: string, value: string}>
	 */
	private static function known( int $user_id ): array {
		$known = array();
		foreach ( self::values( $user_id ) as list( $name, $value ) ) {
			if ( '' !== $value ) {
				$known[] = array(
					'name'  => $name,
					'value' => $value,
				);
			}
		}
		return $known;
	}

	/**
	 * What can be stored about a user.
	 *
	 * @param int $user_id The user.
	 * @return list<array{string, string}> Names and values; '' where nothing is stored.
	 */
	private static function values( int $user_id ): array {
		return array(
			array( __( 'SIP name', '[= cookiecutter.slug =]' ), Sip_Names::get( $user_id ) ),
			array( __( 'Listed in the directory', '[= cookiecutter.slug =]' ), Listing::agrees( $user_id ) ? __( 'Yes', '[= cookiecutter.slug =]' ) : '' ),
			array( __( 'Department', '[= cookiecutter.slug =]' ), Listing::department( $user_id ) ),
		);
	}

	/**
	 * Erases what is stored about somebody.
	 *
	 * @param string $email Their e-mail address.
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	public static function erase( $email ): array {
		$user = get_user_by( 'email', $email );
		$had  = $user && array() !== self::known( $user->ID );
		if ( $had ) {
			Sip_Names::set( $user->ID, '' );
			Listing::set( $user->ID, false, '' );
		}
		return array(
			'items_removed'  => $had,
			'items_retained' => false,
			'messages'       => array(),
			'done'           => true,
		);
	}
}
