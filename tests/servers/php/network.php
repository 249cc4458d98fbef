<?php
/**
 * Makes the installed WordPress in the current folder a network of sites in subfolders.
 */

require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

foreach ( $GLOBALS['wpdb']->tables( 'ms_global' ) as $test_table => $test_name ) {
	$GLOBALS['wpdb']->$test_table = $test_name;
}
install_network();
$test_result = populate_network( 1, '127.0.0.1', 'admin@example.org', 'Test network', '/', false );
if ( is_wp_error( $test_result ) && 'no_wildcard_dns' !== $test_result->get_error_code() ) {
	fwrite( STDERR, $test_result->get_error_message() );
	exit( 1 );
}
