<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Gives the modules of the phone URLs that change when caches are cleared.
 *
 * A browser looks the URL of every module up in the import map. There, it is
 * mapped to the same URL with Drupal's query string for scripts, so that no
 * browser mixes old files with new ones.
 */
final class PhoneModules {

  /**
   * The modules that a page loads, in the folder of the assets.
   */
[% if cookiecutter.phone == "jscommunicator" %]
  private const MODULES = ['jscommunicator/*.js', 'jscommunicator/guards/*.js', 'phone/*.js', 'phone/*/*.js'];
[% else %]
  private const MODULES = ['phone/*.min.js', 'phone/vendor/*.js'];
[% endif %]

  /**
   * Lists what a page loads for one of our libraries.
   *
   * @param string $library
   *   Its name: phone, directory or caller_card.
   *
   * @return array<string, mixed>
   *   For "#attached".
   */
  public static function attachments(string $library): array {
    $map = [
      '#type' => 'html_tag',
      '#tag' => 'script',
      '#attributes' => ['type' => 'importmap'],
      '#value' => drupal_json_encode(['imports' => self::imports()]),
    ];
    return [
      'library' => [['[= cookiecutter.__prefix =]', $library]],
      'drupal_add_html_head' => [[$map, '[= cookiecutter.__prefix =]_modules']],
    ];
  }

  /**
   * Maps each module to its versioned URL.
   *
   * @return array<string, string>
   *   Versioned URLs by URL.
   */
  private static function imports(): array {
    $imports = [];
    foreach (self::MODULES as $pattern) {
      foreach ((array) glob([= cookiecutter.__prefix =]_assets_folder() . '/' . $pattern) as $file) {
        $url = base_path() . $file;
        $imports[$url] = $url . '?' . variable_get('css_js_query_string', '0');
      }
    }
    return $imports;
  }

}
