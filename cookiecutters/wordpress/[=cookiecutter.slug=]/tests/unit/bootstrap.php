<?php
/**
 * Loads the core for its tests. No WordPress is needed.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

use [= cookiecutter.namespace =]\Autoloader;

defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );

require_once dirname( __DIR__, 2 ) . '/includes/class-autoloader.php';
require_once __DIR__ . '/support.php';

Autoloader::register();
