[% from "escape.jinja" import plugin_header %]
<?php
/**
 * The plugin's entry: its header, and the start of everything else.
 *
 * @package [= cookiecutter.namespace =]
 * @license [= cookiecutter.licence =]
 *
 * @wordpress-plugin
 * Plugin Name:       [= plugin_header(cookiecutter.name) =]
[% if cookiecutter.url %]
 * Plugin URI:        [= plugin_header(cookiecutter.url) =]
[% endif %]
 * Description:       [= plugin_header(cookiecutter.description) =]
 * Version:           1.0.0
 * Requires at least: 6.5
 * Requires PHP:      7.4
 * Author:            [= plugin_header(cookiecutter.author) =]
 * License:           [= cookiecutter.licence =]
 * License URI:       https://spdx.org/licenses/[= cookiecutter.licence =].html
 * Text Domain:       [= cookiecutter.slug =]
 * Domain Path:       /languages
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/class-autoloader.php';

Autoloader::register();
Plugin::boot( __FILE__ );
