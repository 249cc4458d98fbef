<?php
/**
 * Must-use plugin of the preview: the secret, and who is logged in at which address.
 */

$preview_order = json_decode( file_get_contents( __DIR__ . '/preview.json' ), true );

define( strtoupper( str_replace( '-', '_', $preview_order['slug'] ) ) . '_TOKEN_SECRET', $preview_order['secret'] );

// At each address another person: a browser keeps their cookies apart.
$preview_address = function () {
	return 'http://' . $_SERVER['HTTP_HOST'];
};
$preview_is_here = 1 === preg_match( '/\A(?:127\.0\.0\.1|localhost):\d+\z/', $_SERVER['HTTP_HOST'] ?? '' );
if ( $preview_is_here ) {
	add_filter( 'pre_option_home', $preview_address );
	add_filter( 'pre_option_siteurl', $preview_address );
	foreach ( array( 'plugins_url', 'content_url', 'theme_root_uri' ) as $preview_filter ) {
		add_filter(
			$preview_filter,
			function ( $url ) use ( $preview_address ) {
				return preg_replace( '~\Ahttps?://[^/]+~', $preview_address(), $url );
			}
		);
	}
}

add_action(
	'init',
	function () use ( $preview_order, $preview_is_here ) {
		$person = is_string( $_GET['preview'] ?? null ) ? $_GET['preview'] : '';
		// Another site could give a name of its own this machine's address, and would be logged in.
		if ( ! $preview_is_here || ! in_array( $person, array_merge( $preview_order['people'], array( 'admin' ) ), true ) ) {
			return;
		}
		$user = get_user_by( 'login', $person );
		if ( $user ) {
			wp_set_auth_cookie( $user->ID );
		}
		wp_safe_redirect( 'admin' === $person ? admin_url( 'options-general.php?page=' . $preview_order['slug'] ) : home_url( '/' ) );
		exit;
	}
);

// Nothing leaves this machine for the sake of a preview.
add_filter(
	'pre_http_request',
	function () {
		return new WP_Error( 'preview', 'A preview asks nobody.' );
	}
);
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter( 'show_admin_bar', '__return_false' );
