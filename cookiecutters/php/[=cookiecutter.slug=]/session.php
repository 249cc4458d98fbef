<?php
/**
 * Endpoint: who the visitor is to the SIP server, and how to connect.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

[= cookiecutter.namespace =]\Front::session();
