<?php

/**
 * @file
 * Finds the classes: Drupal 7 knows no namespaces.
 */

// It goes first: Drupal asks the database for every class.
spl_autoload_register(static function (string $name): void {
  $prefix = 'Drupal\[= cookiecutter.__prefix =]\\';
  if (0 !== strpos($name, $prefix)) {
    return;
  }
  $file = __DIR__ . '/src/' . strtr(substr($name, strlen($prefix)), '\\', '/') . '.php';
  if (is_file($file)) {
    require_once $file;
  }
}, TRUE, TRUE);
