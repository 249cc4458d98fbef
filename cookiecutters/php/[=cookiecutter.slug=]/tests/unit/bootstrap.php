<?php
/**
 * Loads the classes for their tests.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

require_once dirname( __DIR__, 2 ) . '/autoload.php';
require_once __DIR__ . '/support.php';
