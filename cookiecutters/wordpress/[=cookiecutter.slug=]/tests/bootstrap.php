<?php
/**
 * Loads WordPress from WP_ROOT, when that is set, and the plugin in it. Else only includes/sip/ can be tested.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Block;
use [= cookiecutter.namespace =]\Shortcode;

/**
 * Loads WordPress and makes sure that the plugin under test is the one that is active in it.
 *
 * @param string $root Folder of WordPress.
 */
function load_wordpress( string $root ): void {
	// WordPress expects to be asked by a browser.
	$_SERVER += array(
		'HTTP_HOST'      => '127.0.0.1',
		'REQUEST_METHOD' => 'POST',
		'REMOTE_ADDR'    => '127.0.0.1',
	);
	require_once $root . '/wp-load.php';
	require_once ABSPATH . 'wp-admin/includes/admin.php';
	$file = dirname( __DIR__ ) . '/[= cookiecutter.slug =].php';
	wp_register_plugin_realpath( WP_PLUGIN_DIR . '/[= cookiecutter.slug =]/[= cookiecutter.slug =].php' );
	if ( realpath( WP_PLUGIN_DIR . '/[= cookiecutter.slug =]/[= cookiecutter.slug =].php' ) !== realpath( $file ) ) {
		echo "The plugin has to be in wp-content/plugins/ of WP_ROOT.\n";
		exit( 1 );
	}
	if ( ! is_plugin_active( '[= cookiecutter.slug =]/[= cookiecutter.slug =].php' ) ) {
		activate_plugin( '[= cookiecutter.slug =]/[= cookiecutter.slug =].php' );
		// The "init" of this request is over.
		Block::register();
		Shortcode::register();
	}
	require_once __DIR__ . '/integration/class-site.php';
}

if ( is_string( getenv( 'WP_ROOT' ) ) ) {
	load_wordpress( rtrim( getenv( 'WP_ROOT' ), '/' ) );
}
require_once __DIR__ . '/unit/bootstrap.php';
