<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Component\Serialization\Json;
use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Url;

/**
 * Builds the directory and the caller card for their blocks.
 *
 * Both are empty and the same for every visitor: their scripts ask the site.
 */
final class PeopleBuilder {

  public function __construct(private readonly PhoneModules $modules) {}

  /**
   * Builds the directory.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function directory(): array {
    return $this->build('directory', ['directory', 'directory_empty', 'directory_failed']);
  }

  /**
   * Builds the caller card.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function callerCard(): array {
    return $this->build('caller_card', ['caller_card', 'caller_photo']);
  }

  /**
   * Builds one of them.
   *
   * @param string $name
   *   Its route, library and theme hook, without the name of the module.
   * @param list<string> $texts
   *   Keys of the texts that its script shows.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  private function build(string $name, array $texts): array {
    // Without scheme and host: a page that is cached for http: and https: works
    // in both.
    $url = Url::fromRoute('[= cookiecutter.__prefix =].' . $name)->toString(TRUE);
    $build = [
      '#theme' => '[= cookiecutter.__prefix =]_' . $name,
      '#url' => $url->getGeneratedUrl(),
      '#texts' => Json::encode(array_intersect_key(Strings::all(), array_flip($texts))),
      '#attached' => $this->modules->attachments($name),
    ];
    CacheableMetadata::createFromObject($url)
      ->addCacheContexts(['languages:language_interface'])
      ->applyTo($build);
    return $build;
  }

}
