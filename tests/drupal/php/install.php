<?php

/**
 * @file
 * Installs Drupal on SQLite: {"name": "…", "password": "…"} at the standard input.
 */

$order = json_decode(stream_get_contents(STDIN), TRUE, 512, JSON_THROW_ON_ERROR);
$root = getenv('JSCOMM_DRUPAL_SITE');
chdir($root);
$loader = require $root . '/autoload.php';
require_once $root . '/core/includes/install.core.inc';

$driver = 'Drupal\\sqlite\\Driver\\Database\\sqlite';
install_drupal($loader, [
  'interactive' => FALSE,
  'site_path' => 'sites/default',
  'parameters' => ['profile' => 'minimal', 'langcode' => 'en'],
  'forms' => [
    'install_settings_form' => [
      'driver' => $driver,
      $driver => ['database' => 'sites/default/files/.sqlite'],
    ],
    'install_configure_form' => [
      'site_name' => 'Test',
      'site_mail' => 'site@example.org',
      'account' => [
        'name' => $order['name'],
        'mail' => 'admin@example.org',
        'pass' => ['pass1' => $order['password'], 'pass2' => $order['password']],
      ],
      'enable_update_status_module' => NULL,
      'enable_update_status_emails' => NULL,
    ],
  ],
]);
