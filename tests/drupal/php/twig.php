<?php

/**
 * @file
 * Prints a Twig template: twig.php AUTOLOADER TEMPLATE.
 *
 * At the standard input: {"variables": {…}, "t": "what translates"}.
 */

use Twig\Environment;
use Twig\Loader\FilesystemLoader;
use Twig\TwigFilter;

require $argv[1];

$order = json_decode(stream_get_contents(STDIN), TRUE, 512, JSON_THROW_ON_ERROR);
$twig = new Environment(new FilesystemLoader(dirname($argv[2])), ['strict_variables' => TRUE]);
$twig->addFilter(new TwigFilter('t', $order['t']));
echo $twig->render(basename($argv[2]), $order['variables']);
