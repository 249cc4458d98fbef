<?php
/**
 * Router of PHP's own web server for WordPress: files as they are, the rest to index.php.
 */

$test_path = urldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );

// An Apache or nginx in front of WordPress hides these as well; here lies the SQLite file.
if ( false !== strpos( $test_path, '/.' ) ) {
	http_response_code( 404 );
	return true;
}
if ( file_exists( $_SERVER['DOCUMENT_ROOT'] . $test_path ) ) {
	return false;
}

// The sites of a network share the files of the first one: /second/wp-admin/ is /wp-admin/.
$test_script = '/index.php';
if ( preg_match( '#^/[\w-]+(/wp-(?:admin|content|includes)/.*|/[^/]+\.php)$#', $test_path, $test_match ) ) {
	$test_script = '/' === substr( $test_match[1], -1 ) ? $test_match[1] . 'index.php' : $test_match[1];
	if ( '.php' !== substr( $test_script, -4 ) ) {
		header( 'Location: ' . $test_script );
		return true;
	}
}
if ( ! file_exists( $_SERVER['DOCUMENT_ROOT'] . $test_script ) ) {
	$test_script = '/index.php';
}

$_SERVER['SCRIPT_NAME']     = $test_script;
$_SERVER['PHP_SELF']        = $test_script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $test_script;
unset( $_SERVER['PATH_INFO'] );
chdir( dirname( $_SERVER['SCRIPT_FILENAME'] ) );
require $_SERVER['SCRIPT_FILENAME'];
