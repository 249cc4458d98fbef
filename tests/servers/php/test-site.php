<?php
/**
 * Must-use plugin of a WordPress under test: no update checks, no mail, the served port in every URL.
 */

// Blocked update checks would end as warnings in the log that the tests read.
remove_action( 'admin_init', '_maybe_update_core' );
foreach ( array( 'plugins', 'themes' ) as $test_kind ) {
	remove_action( 'admin_init', '_maybe_update_' . $test_kind );
	foreach ( array( $test_kind . '.php', 'update.php', 'update-core.php' ) as $test_screen ) {
		remove_action( 'load-' . $test_screen, 'wp_update_' . $test_kind );
	}
}
add_filter(
	'translations_api',
	static function () {
		return array( 'translations' => array() );
	}
);

// The block editor greets with pictures from another host.
add_filter(
	'default_user_metadata',
	static function ( $value, $user, $key, $single ) {
		if ( $GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences' !== $key ) {
			return $value;
		}
		$preferences = array(
			'core'           => array( 'welcomeGuide' => false ),
			'core/edit-post' => array( 'welcomeGuide' => false ),
			'_modified'      => gmdate( 'Y-m-d\TH:i:s.000\Z' ),
		);
		return $single ? $preferences : array( $preferences );
	},
	10,
	4
);

add_filter( 'pre_wp_mail', '__return_true' );
add_filter( 'pre_option_show_avatars', '__return_zero' );

if ( defined( 'JSCOMM_TEST_URL' ) ) {
	$_SERVER['HTTP_HOST'] = preg_replace( '#^https?://#', '', JSCOMM_TEST_URL );

	foreach ( array( 'option_home', 'option_siteurl' ) as $test_option ) {
		add_filter(
			$test_option,
			static function ( $url ) {
				return str_replace( 'http://127.0.0.1', JSCOMM_TEST_URL, $url );
			}
		);
	}
}
