<?php

/**
 * @file
 * The directory of people to call.
 *
 * Its script fills it in; without JavaScript it stays empty. Copy this file
 * into a theme to change it there. Keep the data-jsc attributes.
 *
 * Available variables, escaped:
 * - $url: Where the script finds the people.
 * - $texts: The texts that the script shows, in JSON.
 *
 * @see template_preprocess_[= cookiecutter.__prefix =]_directory()
 *
 * @ingroup themeable
 */
?>
<nav class="jsc-directory" data-jsc-directory="<?php print $url; ?>" data-jsc-texts="<?php print $texts; ?>" aria-label="<?php print check_plain(t('People to call')); ?>"></nav>
