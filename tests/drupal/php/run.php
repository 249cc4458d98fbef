<?php

/**
 * @file
 * Runs code in a booted Drupal: {"code": "…", "values": {…}} at the standard input.
 */

$order = json_decode(stream_get_contents(STDIN), TRUE, 512, JSON_THROW_ON_ERROR);

require __DIR__ . '/boot.php';

(static function (string $code, array $input): void {
  eval($code);
})($order['code'], $order['values']);
