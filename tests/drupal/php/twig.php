<?php

/**
 * @file
 * Compiles and prints a phone template in Twig: twig.php AUTOLOADER TEMPLATE.
 */

use Twig\Environment;
use Twig\Loader\FilesystemLoader;
use Twig\TwigFilter;

require $argv[1];

$twig = new Environment(new FilesystemLoader(dirname($argv[2])), ['strict_variables' => TRUE]);
$twig->addFilter(new TwigFilter('t', 'strtoupper'));
echo $twig->render(basename($argv[2]), ['uid' => 'one', 'config' => '{"a":"<b> \'"}']);
