<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Component\Serialization\Json;
use Drupal\Core\Asset\LibraryDiscoveryInterface;
use Drupal\Core\Extension\ModuleExtensionList;
use Drupal\Core\File\FileUrlGeneratorInterface;

/**
 * Gives the modules of the phone URLs that change with their version.
 *
 * They are imported by relative paths, which a browser resolves to URLs before
 * it looks at the import map. There, each module is mapped to the same URL with
 * "?v=". So no browser mixes old files with new ones.
 */
final class PhoneModules {

  private const FOLDER = 'assets/';

  /**
   * The modules that a page loads, in the folder.
   */
[% if cookiecutter.phone == "jscommunicator" %]
  private const MODULES = ['jscommunicator/*.js', 'jscommunicator/guards/*.js', 'phone/*.js', 'phone/*/*.js'];
[% else %]
  private const MODULES = ['phone/*.min.js', 'phone/chunks/*.js', 'phone/vendor/*.js'];
[% endif %]

  public function __construct(
    private readonly ModuleExtensionList $modules,
    private readonly FileUrlGeneratorInterface $urls,
    private readonly LibraryDiscoveryInterface $libraries,
  ) {}

  /**
   * Lists what a page loads for one of the libraries.
   *
   * @param string $library
   *   Its name: phone, directory or caller_card.
   *
   * @return array<string, mixed>
   *   For "#attached".
   */
  public function attachments(string $library): array {
    $map = [
      '#type' => 'html_tag',
      '#tag' => 'script',
      '#attributes' => ['type' => 'importmap'],
      '#value' => Json::encode(['imports' => $this->imports()]),
    ];
    return [
      'library' => ['[= cookiecutter.__prefix =]/' . $library],
      'html_head' => [[$map, '[= cookiecutter.__prefix =]_modules']],
    ];
  }

  /**
   * Maps each module to its versioned URL.
   *
   * @return array<string, string>
   *   Versioned URLs by URL.
   */
  private function imports(): array {
    $folder = $this->modules->getPath('[= cookiecutter.__prefix =]') . '/' . self::FOLDER;
    $library = $this->libraries->getLibraryByName('[= cookiecutter.__prefix =]', 'phone');
    $version = is_array($library) ? rawurlencode((string) ($library['version'] ?? '')) : '';
    $imports = [];
    foreach (self::MODULES as $pattern) {
      foreach ((array) glob($folder . $pattern) as $file) {
        $url = $this->urls->generateString((string) $file);
        $imports[$url] = $url . '?v=' . $version;
      }
    }
    return $imports;
  }

}
