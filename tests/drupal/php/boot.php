<?php

/**
 * @file
 * Boots the Drupal of JSCOMM_DRUPAL_SITE. A notice of PHP ends it with status 1.
 */

use Drupal\Core\DrupalKernel;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Session\Session;
use Symfony\Component\HttpFoundation\Session\Storage\MockArraySessionStorage;

$root = getenv('JSCOMM_DRUPAL_SITE');
chdir($root);
$loader = require $root . '/autoload.php';
$request = Request::create('http://127.0.0.1/');
$kernel = DrupalKernel::createFromRequest($request, $loader, 'prod');
$kernel->boot();
$kernel->preHandle($request);
$request->setSession(new Session(new MockArraySessionStorage()));
\Drupal::requestStack()->push($request);
