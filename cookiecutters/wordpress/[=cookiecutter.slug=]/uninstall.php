<?php
/**
 * Removes everything that the plugin stored, on every site of a network.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/includes/class-autoloader.php';

Autoloader::register();
Lifecycle::uninstall();
