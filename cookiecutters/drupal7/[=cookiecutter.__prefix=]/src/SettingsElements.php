<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Builds the elements of the settings form.
 */
final class SettingsElements {

  /**
   * Builds a section.
   *
   * @param string $title
   *   Its title.
   * @param string $description
   *   A sentence about it.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function section(string $title, string $description): array {
    return [
      '#type' => 'fieldset',
      '#title' => $title,
      '#description' => $description,
    ];
  }

  /**
   * Builds a line of text.
   *
   * @param string $key
   *   Name of the setting.
   * @param string $title
   *   Its title.
   * @param string $description
   *   Its help.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function line(string $key, string $title, string $description): array {
    return [
      '#type' => 'textfield',
      '#title' => $title,
      '#description' => $description,
      '#default_value' => (new Settings())->text($key),
      '#maxlength' => 255,
      '#attributes' => ['autocomplete' => 'off', 'spellcheck' => 'false'],
    ];
  }

  /**
   * Builds a number of seconds.
   *
   * @param string $key
   *   Name of the setting.
   * @param string $title
   *   Its title.
   * @param string $description
   *   Its help.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function seconds(string $key, string $title, string $description): array {
    return [
      '#type' => 'textfield',
      '#title' => $title,
      '#description' => $description,
      '#default_value' => (new Settings())->seconds($key),
      '#size' => 6,
      '#maxlength' => 6,
      '#required' => TRUE,
      '#field_suffix' => t('seconds'),
    ];
  }

  /**
   * Builds several lines of text.
   *
   * @param string $key
   *   Name of the setting.
   * @param string $title
   *   Its title.
   * @param string $description
   *   Its help.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function lines(string $key, string $title, string $description): array {
    return [
      '#type' => 'textarea',
      '#title' => $title,
      '#description' => $description,
      '#default_value' => implode("\n", (new Settings())->lines($key)),
      '#rows' => 4,
      '#attributes' => ['spellcheck' => 'false'],
    ];
  }

  /**
   * Builds what is said about a secret. The secret is not in it.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   * @param string $title
   *   Its title.
   *
   * @return array<string, mixed>
   *   A form element.
   */
  public static function secret(string $kind, string $title): array {
    return [
      '#type' => 'item',
      '#title' => $title,
      '#markup' => self::source($kind),
      '#description' => t("\$conf['@name'] in settings.php, or the environment variable @variable.", [
        '@name' => Secrets::NAMES[$kind],
        '@variable' => Secrets::VARIABLES[$kind],
      ]),
    ];
  }

  /**
   * Says where a secret comes from.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return string
   *   The place, or what is wrong.
   */
  private static function source(string $kind): string {
    $secrets = new Secrets();
    if ($secrets->isShort($kind)) {
      return t('Too short.');
    }
    switch ($secrets->source($kind)) {
      case Secrets::FILE:
        return t('From settings.php.');

      case Secrets::ENVIRONMENT:
        return t('From an environment variable.');

    }
    return t('Not set.');
  }

}
