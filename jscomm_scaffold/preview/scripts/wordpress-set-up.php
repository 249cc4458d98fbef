<?php
/**
 * Sets the plugin up, and makes the people and the page of the preview.
 */

require '/wordpress/wp-load.php';

$preview = json_decode( file_get_contents( dirname( __DIR__ ) . '/preview.json' ), true );
$prefix  = str_replace( '-', '_', $preview['slug'] );

update_option( $prefix . '_settings', $preview['settings'] + (array) get_option( $prefix . '_settings', array() ) );
foreach ( array( '_call', '_call_domain', '_receive' ) as $right ) {
	get_role( 'editor' )->add_cap( $prefix . $right );
}
foreach ( $preview['people'] as $person ) {
	if ( ! username_exists( $person ) ) {
		wp_insert_user(
			array(
				'user_login'   => $person,
				'user_pass'    => wp_generate_password( 24 ),
				'user_email'   => $person . '@example.org',
				'display_name' => ucfirst( $person ),
				'role'         => 'editor',
			)
		);
	}
}
$page = wp_insert_post(
	array(
		'post_type'    => 'page',
		'post_status'  => 'publish',
		'post_title'   => wp_slash( $preview['name'] ),
		'post_content' => '[' . $preview['slug'] . ']',
	)
);
update_option( 'show_on_front', 'page' );
update_option( 'page_on_front', $page );
