[% from "phone/translations.jinja" import php_array %]
<?php
/**
 * Every text of the phone in another language: see "language" in config.php.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return array(
[= php_array("ru", "	") =]
);
