<?php

/**
 * @file
 * Finds the classes of the module MODULE_NAME in the folder MODULE_SOURCE.
 */

spl_autoload_register(static function (string $class): void {
  $prefix = 'Drupal\\' . getenv('MODULE_NAME') . '\\';
  if (str_starts_with($class, $prefix)) {
    require getenv('MODULE_SOURCE') . '/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
  }
});
