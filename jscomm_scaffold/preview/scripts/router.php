<?php
/**
 * Router for PHP's own web server: answers those who ask for this machine by a name of its own, but not for dot files.
 *
 * A site elsewhere could give a name of its own this machine's address, and its page would be one of the preview.
 * PREVIEW_ROUTER names the site's own router, where it has one.
 */

if (
	1 !== preg_match( '/\A(?:127\.0\.0\.1|localhost):\d+\z/i', $_SERVER['HTTP_HOST'] ?? '' )
	|| 1 === preg_match( '~\A[^?]*(?:/|%2f)(?:\.|%2e)~i', $_SERVER['REQUEST_URI'] )
) {
	http_response_code( 403 );
	exit( 'The preview is for this machine only, and shows no dot files.' );
}
if ( '' === (string) getenv( 'PREVIEW_ROUTER' ) ) {
	return false;
}
// PHP has gone to this script's folder.
chdir( dirname( getenv( 'PREVIEW_ROUTER' ) ) );
return require getenv( 'PREVIEW_ROUTER' );
