<?php

/**
 * @file
 * Lets PHP's own web server serve a Drupal for the tests.
 *
 * Run it in the Drupal: php -S 127.0.0.1:8888 FOLDER/tests/router.php.
 */

$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (is_file($_SERVER['DOCUMENT_ROOT'] . $path)) {
  return FALSE;
}
// PHP names the path here, and Drupal would take it for a script.
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
