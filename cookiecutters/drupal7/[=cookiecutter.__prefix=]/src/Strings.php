[% from "phone/strings.jinja" import strings %]
[% macro quoted(text) %][= text | replace("\\", "\\\\") | replace("'", "\\'") =][% endmacro %]
<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Translates the texts that the phone's scripts show.
 *
 * They reach the scripts in the phone's configuration. The scripts replace %s.
 */
final class Strings {

  /**
   * Lists every text by its key.
   *
   * @return array<string, string>
   *   The texts in the language of the page.
   */
  public static function all(): array {
    return [
[% for key, text, comment in strings %]
[% if comment %]
[% set words = comment %]
      // [= words if words.endswith((".", "?", "!", ":")) else words ~ "." =]
[% endif %]
      '[= key =]' => t('[= quoted(text) =]'),
[% endfor %]
    ];
  }

}
