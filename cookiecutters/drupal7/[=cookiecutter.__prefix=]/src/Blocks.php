[% from "escape.jinja" import php %]
<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * The blocks: the phone, the directory and the caller card.
 */
final class Blocks {

  public const PHONE = 'phone';
  public const DIRECTORY = 'directory';
  public const CALLER_CARD = 'caller_card';

  /**
   * Describes the blocks, for hook_block_info().
   *
   * @return array<string, array<string, mixed>>
   *   Blocks by name.
   */
  public static function info(): array {
    return [
      self::PHONE => [
        'info' => t('[= php(cookiecutter.name) =]'),
        // Ids of two phones of a page have to differ.
        'cache' => DRUPAL_NO_CACHE,
      ],
      self::DIRECTORY => [
        'info' => t('Phone directory'),
        'cache' => DRUPAL_CACHE_PER_ROLE,
      ],
      self::CALLER_CARD => [
        'info' => t('Caller card'),
        'cache' => DRUPAL_CACHE_PER_ROLE,
      ],
    ];
  }

  /**
   * Shows a block to those who may see the phone.
   *
   * @param string $name
   *   Its name.
   *
   * @return array<string, mixed>
   *   Title and content.
   */
  public static function view(string $name): array {
    $titles = [
      self::PHONE => t('[= php(cookiecutter.name) =]'),
      self::DIRECTORY => t('People to call'),
      self::CALLER_CARD => '',
    ];
    if (!isset($titles[$name]) || !user_access(Rights::USE)) {
      return [];
    }
    $phone = self::PHONE === $name;
    return [
      'subject' => $titles[$name],
      'content' => $phone ? (new PhoneBuilder(new Settings()))->build('block') : (new PeopleBuilder())->build($name),
    ];
  }

}
