<?php

/**
 * @file
 * Serves Drupal 7 by PHP's own web server: files as they are, the rest by index.php.
 */

$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$script = preg_match('~\A/(?:cron|install|update|authorize)\.php\z~', $path) ? $path : '/index.php';
if ('/' !== $path && $script !== $path && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) {
  return FALSE;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $script;
require $_SERVER['DOCUMENT_ROOT'] . $script;
