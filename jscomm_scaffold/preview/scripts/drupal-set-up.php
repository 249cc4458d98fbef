<?php

/**
 * @file
 * Installs the module in the Drupal of the current folder, and makes the people of the preview.
 */

use Drupal\Core\DrupalKernel;
use Drupal\user\Entity\Role;
use Drupal\user\Entity\User;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Session\Session;
use Symfony\Component\HttpFoundation\Session\Storage\MockArraySessionStorage;

$order = json_decode((string) getenv('PREVIEW'), TRUE, 512, JSON_THROW_ON_ERROR);
$module = $order['slug'];
$loader = require getcwd() . '/autoload.php';
$request = Request::create('http://127.0.0.1/');
$kernel = DrupalKernel::createFromRequest($request, $loader, 'prod');
$kernel->boot();
$kernel->preHandle($request);
$request->setSession(new Session(new MockArraySessionStorage()));
\Drupal::requestStack()->push($request);

// Else Drupal asks drupal.org for security advisories.
\Drupal::configFactory()->getEditable('system.advisories')->set('enabled', FALSE)->save();
\Drupal::service('module_installer')->install([$module]);
$settings = \Drupal::configFactory()->getEditable($module . '.settings');
foreach ($order['settings'] as $name => $value) {
  $settings->set($name, $value);
}
$settings->save();

Role::create(['id' => 'preview', 'label' => 'Preview'])->save();
user_role_grant_permissions('preview', [
  "use $module",
  "call with $module",
  "call domain with $module",
  "receive with $module",
]);
user_role_grant_permissions('anonymous', ["use $module"]);
foreach ($order['people'] as $name) {
  User::create([
    'name' => $name,
    'mail' => $name . '@example.org',
    'pass' => $order['password'],
    'status' => 1,
    'roles' => ['preview'],
  ])->save();
}
