<?php
/**
 * Who is logged in, by a header of a reverse proxy (single sign-on). Name it as "user" in config.php.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return static function (): ?array {
	// Everybody can send such a header. It counts only when it comes from the proxy, which has to overwrite it.
	$proxies = array( '127.0.0.1', '::1' );
	if ( ! in_array( $_SERVER['REMOTE_ADDR'] ?? '', $proxies, true ) ) {
		return null;
	}
	$login = $_SERVER['HTTP_X_REMOTE_USER'] ?? '';
	if ( ! is_string( $login ) || '' === $login ) {
		return null;
	}
	return array(
		'login' => $login,
		'name'  => (string) ( $_SERVER['HTTP_X_REMOTE_NAME'] ?? $login ),
	);
};
