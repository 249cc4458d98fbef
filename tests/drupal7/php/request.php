<?php

/**
 * @file
 * Makes Drupal 7 believe that a request has come.
 */

define('DRUPAL_ROOT', getenv('JSCOMM_DRUPAL_SITE'));
chdir(DRUPAL_ROOT);
$_SERVER = [
  'HTTP_HOST' => '127.0.0.1',
  'REMOTE_ADDR' => '127.0.0.1',
  'REQUEST_METHOD' => 'GET',
  'REQUEST_URI' => '/',
  'SCRIPT_NAME' => '/index.php',
  'SERVER_SOFTWARE' => 'tests',
  'HTTP_USER_AGENT' => 'tests',
] + $_SERVER;
