[% from "escape.jinja" import php_comment %]
<?php
/**
 * A page with the phone of [= php_comment(cookiecutter.name) =], without a framework. Copy it next to the folder [= cookiecutter.slug =]/.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

?>
<!doctype html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title>[= cookiecutter.name | e =]</title>
	<?php include __DIR__ . '/[= cookiecutter.slug =]/head.inc.php'; ?>
</head>
<body>
	<main>
		<?php
		$phone = array( 'destination' => '' );
		include __DIR__ . '/[= cookiecutter.slug =]/jscommunicator.inc.php';
		?>
	</main>
</body>
</html>
