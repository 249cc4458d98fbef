<?php
/**
 * Loads the phone and returns it, for programs: $phone = require '[= cookiecutter.slug =]/load.php';
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

return [= cookiecutter.namespace =]\Phone::load();
