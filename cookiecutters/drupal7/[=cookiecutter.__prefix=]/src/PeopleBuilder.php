<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Builds the directory and the caller card for their blocks.
 *
 * Both are empty and the same for every visitor: their scripts ask the site.
 */
final class PeopleBuilder {

  /**
   * The texts that each of them shows.
   */
  private const TEXTS = [
    'directory' => ['directory', 'directory_empty', 'directory_failed'],
    'caller_card' => ['caller_card', 'caller_photo'],
  ];

  /**
   * The paths that each of them asks.
   */
  private const PATHS = [
    'directory' => '[= cookiecutter.__dashed =]/v1/directory',
    'caller_card' => '[= cookiecutter.__dashed =]/v1/caller',
  ];

  /**
   * Builds one of them.
   *
   * @param string $name
   *   Which: directory or caller_card.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function build(string $name): array {
    $texts = array_intersect_key(Strings::all(), array_flip(self::TEXTS[$name]));
    return [
      '#theme' => '[= cookiecutter.__prefix =]_' . $name,
      '#url' => url(self::PATHS[$name]),
      '#texts' => drupal_json_encode($texts),
      '#attached' => Assets::attachments($name),
    ];
  }

}
