<?php

/**
 * @file
 * Installs Drupal on SQLite in the current folder, by the order of PREVIEW.
 */

$order = json_decode((string) getenv('PREVIEW'), TRUE, 512, JSON_THROW_ON_ERROR);
$loader = require getcwd() . '/autoload.php';
require_once getcwd() . '/core/includes/install.core.inc';

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
      'site_name' => 'Preview',
      'site_mail' => 'site@example.org',
      'account' => [
        'name' => 'admin',
        'mail' => 'admin@example.org',
        'pass' => ['pass1' => $order['password'], 'pass2' => $order['password']],
      ],
      'enable_update_status_module' => NULL,
      'enable_update_status_emails' => NULL,
    ],
  ],
]);
