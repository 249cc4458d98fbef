<?php
/**
 * The phone's configuration as a script module, for pages that are no PHP.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

[= cookiecutter.namespace =]\Front::config();
