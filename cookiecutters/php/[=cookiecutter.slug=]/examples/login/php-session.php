<?php
/**
 * Who is logged in, by PHP's session. Name it as "user" in config.php, and change the keys to yours.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return static function (): ?array {
	// Guests get no cookie by this, and PHP warns of ids that it did not make.
	$id   = $_COOKIE[ session_name() ] ?? '';
	$sane = is_string( $id ) && 1 === preg_match( '/\A[A-Za-z0-9,-]{1,256}\z/', $id );
	if ( PHP_SESSION_ACTIVE !== session_status() && $sane ) {
		// Read and let go at once: an open session makes other requests of the visitor wait.
		session_start( array( 'read_and_close' => true ) );
	}
	$login = $_SESSION['login'] ?? null;
	if ( ! is_string( $login ) || '' === $login ) {
		return null;
	}
	return array(
		'login'   => $login,
		'name'    => (string) ( $_SESSION['name'] ?? $login ),
		'session' => (string) session_id(),
	);
};
