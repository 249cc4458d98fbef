<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\Core\Extension\ModuleExtensionList;
use Drupal\Core\Hook\Attribute\Hook;

/**
 * Tells Drupal where the translations of the module are.
 */
final class LocaleHooks {

  public function __construct(private readonly ModuleExtensionList $modules) {}

  /**
   * Implements hook_locale_translation_projects_alter().
   *
   * The .info.yml file can name the folder modules/custom only.
   *
   * @param array<string, mixed> $projects
   *   What has translations, by name.
   */
  #[Hook('locale_translation_projects_alter')]
  public function findTranslations(array &$projects): void {
    if (isset($projects['[= cookiecutter.__prefix =]'])) {
      $folder = $this->modules->getPath('[= cookiecutter.__prefix =]') . '/translations';
      $projects['[= cookiecutter.__prefix =]']['info']['interface translation server pattern'] = $folder . '/%project.%language.po';
    }
  }

}
