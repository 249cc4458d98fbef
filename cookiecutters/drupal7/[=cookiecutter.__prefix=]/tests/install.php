<?php

/**
 * @file
 * Installs a Drupal for the tests, on SQLite: php tests/install.php FOLDER.
 *
 * FOLDER holds an unpacked Drupal 7 with this module in sites/all/modules.
 */

define('DRUPAL_ROOT', realpath($argv[1]));
define('MAINTENANCE_MODE', 'install');

chdir(DRUPAL_ROOT);
@mkdir('sites/default/files');
file_put_contents('sites/default/settings.php', <<<'SETTINGS'
<?php

$databases['default']['default'] = [
  'driver' => 'sqlite',
  'database' => DRUPAL_ROOT . '/sites/default/files/.ht.sqlite',
];
$drupal_hash_salt = 'tests';

SETTINGS
);
$_SERVER = [
  'HTTP_HOST' => '127.0.0.1',
  'REMOTE_ADDR' => '127.0.0.1',
  'REQUEST_METHOD' => 'GET',
  'REQUEST_URI' => '/',
  'SCRIPT_NAME' => '/index.php',
  'SERVER_SOFTWARE' => 'tests',
] + $_SERVER;

require_once 'includes/install.core.inc';
install_drupal([
  'parameters' => ['profile' => 'minimal', 'locale' => 'en'],
  'forms' => [
    'install_configure_form' => [
      'site_name' => 'Test',
      'site_mail' => 'site@example.org',
      'account' => [
        'name' => 'admin',
        'mail' => 'admin@example.org',
        'pass' => ['pass1' => 'admin', 'pass2' => 'admin'],
      ],
      'update_status_module' => [1 => NULL, 2 => NULL],
      'clean_url' => TRUE,
    ],
  ],
]);
module_enable(['simpletest']);
