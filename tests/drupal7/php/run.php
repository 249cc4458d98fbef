<?php

/**
 * @file
 * Runs code in a booted Drupal 7: {"code": "…", "values": {…}} at the standard input.
 */

$order = json_decode(stream_get_contents(STDIN), TRUE, 512, JSON_THROW_ON_ERROR);

require __DIR__ . '/request.php';
require_once DRUPAL_ROOT . '/includes/bootstrap.inc';
drupal_bootstrap(DRUPAL_BOOTSTRAP_FULL);
require_once DRUPAL_ROOT . '/includes/install.inc';
(static function (string $code, array $input): void {
  try {
    eval($code);
  }
  catch (\Throwable $error) {
    // Drupal's own handler would make a page of it, and success.
    fwrite(STDERR, (string) $error);
    exit(1);
  }
})($order['code'], $order['values']);
