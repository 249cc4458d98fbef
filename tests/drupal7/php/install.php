<?php

/**
 * @file
 * Installs Drupal 7 in the database of its settings.php: {"name": "…", "password": "…"} at the standard input.
 */

$order = json_decode(stream_get_contents(STDIN), TRUE, 512, JSON_THROW_ON_ERROR);

require __DIR__ . '/request.php';
define('MAINTENANCE_MODE', 'install');
require_once DRUPAL_ROOT . '/includes/install.core.inc';
install_drupal([
  'parameters' => ['profile' => 'standard', 'locale' => 'en'],
  'forms' => [
    'install_configure_form' => [
      'site_name' => 'Test',
      'site_mail' => 'site@example.org',
      'account' => [
        'name' => $order['name'],
        'mail' => 'admin@example.org',
        'pass' => ['pass1' => $order['password'], 'pass2' => $order['password']],
      ],
      'update_status_module' => [1 => NULL, 2 => NULL],
      'clean_url' => TRUE,
    ],
  ],
]);
