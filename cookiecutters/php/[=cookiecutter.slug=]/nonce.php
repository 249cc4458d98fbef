<?php
/**
 * Endpoint: a nonce for a visitor who is logged in.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

[= cookiecutter.namespace =]\Front::nonce();
