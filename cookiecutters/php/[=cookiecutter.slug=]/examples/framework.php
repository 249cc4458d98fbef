<?php
/**
 * The phone in a framework: what a controller hands to its template.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

$phone = require __DIR__ . '/../load.php';

return array(
	// For a template of its own: examples/twig/phone.html.twig, examples/blade/phone.blade.php.
	'phone'  => $phone->data( array( 'destination' => 'helpdesk' ) ),
	// URLs for the framework's own way to print tags: 'styles' and 'modules' (<script type="module">).
	'assets' => $phone->assets(),
	// Or ready HTML, for {{ html|raw }} in Twig and {!! $html !!} in Blade.
	'html'   => $phone->html( array( 'destination' => 'helpdesk' ) ),
);
