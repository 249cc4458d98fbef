<?php
/**
 * Tells what is wrong with the configuration: php check.php
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

if ( 'cli' !== PHP_SAPI ) {
	exit;
}
require_once __DIR__ . '/autoload.php';

exit( [= cookiecutter.namespace =]\Check::run() );
