<?php
/**
 * Who is logged in, by HTTP authentication that the web server has checked. Name it as "user" in config.php.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return static function (): ?array {
	// REMOTE_USER is set by the web server alone; PHP_AUTH_USER would be whatever the browser sent.
	$login = $_SERVER['REMOTE_USER'] ?? '';
	return is_string( $login ) && '' !== $login ? array( 'login' => $login ) : null;
};
