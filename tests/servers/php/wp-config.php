<?php
/**
 * Configuration of a WordPress under test. What differs between sites is in test-site.json beside it.
 */

$test_site = json_decode( file_get_contents( __DIR__ . '/test-site.json' ), true );
$test_host = isset( $_SERVER['HTTP_HOST'] ) ? $_SERVER['HTTP_HOST'] : '127.0.0.1';
$test_url  = getenv( 'JSCOMM_WP_URL' );
$test_url  = false === $test_url ? 'http://' . $test_host : $test_url;

define( 'DB_NAME', $test_site['database'] );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', $test_site['database_host'] );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $test_key ) {
	define( $test_key, 'only for tests ' . $test_key );
}

define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', __DIR__ . '/wp-content/debug.log' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );

// Nothing leaves the machine, and nothing happens that a test did not ask for.
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_AUTO_UPDATE_CORE', false );

if ( $test_site['network'] ) {
	// WordPress looks sites up by host name without a port; test-site.php puts the port back.
	$_SERVER['HTTP_HOST'] = '127.0.0.1';
	define( 'JSCOMM_TEST_URL', $test_url );
	define( 'WP_CONTENT_URL', $test_url . '/wp-content' );
	define( 'WP_ALLOW_MULTISITE', true );
	define( 'MULTISITE', true );
	define( 'SUBDOMAIN_INSTALL', false );
	define( 'DOMAIN_CURRENT_SITE', '127.0.0.1' );
	define( 'PATH_CURRENT_SITE', '/' );
	define( 'SITE_ID_CURRENT_SITE', 1 );
	define( 'BLOG_ID_CURRENT_SITE', 1 );
} else {
	define( 'WP_HOME', $test_url );
	define( 'WP_SITEURL', $test_url );
}

$table_prefix = 'wp_';

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
