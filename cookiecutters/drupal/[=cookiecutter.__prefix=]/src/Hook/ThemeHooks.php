<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\Core\Hook\Attribute\Hook;

/**
 * Tells Drupal about the templates.
 */
final class ThemeHooks {

  /**
   * Implements hook_theme().
   *
   * @return array<string, mixed>
   *   The theme hooks.
   */
  #[Hook('theme')]
  public function theme(): array {
    return [
      '[= cookiecutter.__prefix =]' => [
        'variables' => ['uid' => '', 'config' => '{}'],
      ],
      '[= cookiecutter.__prefix =]_directory' => [
        'variables' => ['url' => '', 'texts' => '{}'],
      ],
      '[= cookiecutter.__prefix =]_caller_card' => [
        'variables' => ['url' => '', 'texts' => '{}'],
      ],
    ];
  }

}
