[% set script = "jscommunicator/start.js" if cookiecutter.phone == "jscommunicator" else "phone/phone.min.js" %]
[% set style = "jscommunicator/start.css" if cookiecutter.phone == "jscommunicator" else "phone/phone.min.css" %]
<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Finds the scripts and styles, and tells pages to load them.
 */
final class Assets {

  /**
   * The version of the phone's scripts and styles.
   */
  public const VERSION = '1.0.0';

  /**
   * The phone's style sheet and script, in the folder of the assets.
   */
  public const STYLE = '[= style =]';
  private const SCRIPT = '[= script =]';

  /**
   * The modules that a page loads, in the folder of the assets.
   */
[% if cookiecutter.phone == "jscommunicator" %]
  private const MODULES = ['jscommunicator/*.js', 'jscommunicator/guards/*.js', 'phone/*.js', 'phone/*/*.js'];
[% else %]
  private const MODULES = ['phone/*.min.js', 'phone/chunks/*.js', 'phone/vendor/*.js'];
[% endif %]

  /**
   * Tells whether there is a phone in a folder of assets.
   *
   * @param string $folder
   *   The folder, below that of Drupal.
   */
  public static function holdPhone(string $folder): bool {
    return is_file(DRUPAL_ROOT . '/' . $folder . '/' . self::SCRIPT);
  }

  /**
   * Finds the folder of scripts, styles and languages.
   *
   * @return string
   *   The folder of the Libraries API when there is one, else our own.
   */
  public static function folder(): string {
    $library = module_exists('libraries') ? libraries_detect('[= cookiecutter.__prefix =]') : FALSE;
    if ($library && !empty($library['installed'])) {
      return $library['library path'];
    }
    return drupal_get_path('module', '[= cookiecutter.__prefix =]') . '/assets';
  }

  /**
   * Describes the libraries, for hook_library().
   *
   * @return array<string, array<string, mixed>>
   *   Libraries by name.
   */
  public static function libraries(): array {
    $libraries = [
      'phone' => self::library('Phone', '[data-jsc-phone]', self::SCRIPT, self::STYLE),
      'directory' => self::library('Phone directory', '[data-jsc-directory]', 'phone/directory.min.js', 'phone/styles/directory.css'),
      'caller_card' => self::library('Caller card', '[data-jsc-caller-card]', 'phone/caller_card.min.js', 'phone/styles/caller_card.css'),
    ];
[% if cookiecutter.phone == "jscommunicator" %]
    // Of jQuery UI, what moves JSCommunicator's picture.
    $libraries['phone']['dependencies'] = [['system', 'ui.draggable'], ['system', 'ui.resizable']];
[% endif %]
    return $libraries;
  }

  /**
   * Lists what a page loads for one of the libraries.
   *
   * A browser looks the URL of every module up in the import map. There, it is
   * mapped to the same URL with Drupal's query string for scripts, so that no
   * browser mixes old files with new ones.
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
      foreach ((array) glob(self::folder() . '/' . $pattern) as $file) {
        $url = base_path() . $file;
        $imports[$url] = $url . '?' . variable_get('css_js_query_string', '0');
      }
    }
    return $imports;
  }

  /**
   * Describes a library.
   *
   * @param string $title
   *   Its title.
   * @param string $selector
   *   The elements of a page that it starts.
   * @param string $script
   *   The module that does so, in the folder of the assets.
   * @param string $style
   *   The style sheet there.
   *
   * @return array<string, mixed>
   *   The library.
   */
  private static function library(string $title, string $selector, string $script, string $style): array {
    $folder = self::folder() . '/';
    return [
      'title' => $title,
      // Part of the URL of the script, which so changes with the caches, too.
      'version' => self::VERSION . '-' . variable_get('css_js_query_string', '0'),
      'js' => [
        // Browsers that cannot read it should still read the other scripts.
        drupal_get_path('module', '[= cookiecutter.__prefix =]') . '/js/phone.js' => ['preprocess' => FALSE],
        [
          'type' => 'setting',
          'data' => ['[= cookiecutter.__prefix =]' => [$selector => base_path() . $folder . $script]],
        ],
      ],
      'css' => [
        $folder . $style => [],
      ],
    ];
  }

}
