<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Form;

use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\Core\Form\ConfigTarget;
use Drupal\Core\StringTranslation\TranslatableMarkup;

/**
 * Builds the elements of the settings form.
 */
final class SettingsElements {

  /**
   * Builds a section.
   *
   * @param string|\Stringable $title
   *   Its title.
   * @param string|\Stringable $description
   *   A sentence about it.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function section(string|\Stringable $title, string|\Stringable $description): array {
    return [
      '#type' => 'details',
      '#title' => $title,
      '#description' => $description,
      '#open' => TRUE,
    ];
  }

  /**
   * Builds a line of text.
   *
   * @param string $key
   *   Name of the setting.
   * @param string|\Stringable $title
   *   Its title.
   * @param string|\Stringable $description
   *   Its help.
   * @param string $reader
   *   The method of SettingsInput that reads it.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function line(string $key, string|\Stringable $title, string|\Stringable $description, string $reader): array {
    return [
      '#type' => 'textfield',
      '#title' => $title,
      '#description' => $description,
      '#config_target' => ConfigTarget::fromString(Settings::NAME . ':' . $key, NULL, SettingsInput::class . '::' . $reader),
      '#maxlength' => 255,
      '#attributes' => ['autocomplete' => 'off', 'spellcheck' => 'false'],
    ];
  }

  /**
   * Builds a number of seconds.
   *
   * @param string $key
   *   Name of the setting.
   * @param string|\Stringable $title
   *   Its title.
   * @param string|\Stringable $description
   *   Its help.
   * @param int $min
   *   The least.
   * @param int $max
   *   The most.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function seconds(string $key, string|\Stringable $title, string|\Stringable $description, int $min, int $max): array {
    return [
      '#type' => 'number',
      '#title' => $title,
      '#description' => $description,
      '#config_target' => ConfigTarget::fromString(Settings::NAME . ':' . $key, NULL, SettingsInput::class . '::toNumber'),
      '#min' => $min,
      '#max' => $max,
      '#required' => TRUE,
      '#field_suffix' => new TranslatableMarkup('seconds'),
    ];
  }

  /**
   * Builds several lines of text.
   *
   * @param string $key
   *   Name of the setting.
   * @param string|\Stringable $title
   *   Its title.
   * @param string|\Stringable $description
   *   Its help.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function lines(string $key, string|\Stringable $title, string|\Stringable $description): array {
    return [
      '#type' => 'textarea',
      '#title' => $title,
      '#description' => $description,
      '#config_target' => ConfigTarget::fromString(Settings::NAME . ':' . $key, SettingsInput::class . '::toLines', SettingsInput::class . '::fromLines'),
      '#rows' => 4,
      '#attributes' => ['spellcheck' => 'false'],
    ];
  }

}
