<?php
/**
 * Installs the WordPress in the current folder. Arguments: administrator's login, password.
 */

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'Test site', $argv[1], $argv[1] . '@example.org', false, '', $argv[2] );
$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
update_option( 'rewrite_rules', '' );
