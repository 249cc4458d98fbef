<?php

/**
 * @file
 * Who the other party of a call is.
 *
 * Its script fills it in and shows it; without JavaScript it stays hidden. Copy
 * this file into a theme to change it there. Keep the data-jsc attributes.
 *
 * Available variables, escaped:
 * - $url: Where the script asks who somebody is.
 * - $texts: The texts that the script shows, in JSON.
 *
 * @see template_preprocess_[= cookiecutter.__prefix =]_caller_card()
 *
 * @ingroup themeable
 */
?>
<div class="jsc-caller" data-jsc-caller-card="<?php print $url; ?>" data-jsc-texts="<?php print $texts; ?>" hidden></div>
