<?php

/**
 * @file
 * Prints a phone template as Drupal 7 does: template.php TEMPLATE. t() shouts.
 */

/**
 * Stands in for Drupal's.
 */
function t(string $text): string {
  return strtoupper($text);
}

/**
 * Does what Drupal's does.
 */
function check_plain(string $text): string {
  return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
}

(static function (string $template, string $uid, string $config): void {
  include $template;
})($argv[1], 'one', check_plain('{"a":"<b> \'"}'));
