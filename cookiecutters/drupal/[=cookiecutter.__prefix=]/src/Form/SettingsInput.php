<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Form;

use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\[= cookiecutter.__prefix =]\WebsocketUrl;

/**
 * Turns what the settings form holds into configuration, and back.
 */
final class SettingsInput {

  /**
   * Writes a list as lines.
   *
   * @param mixed $list
   *   A list of texts.
   *
   * @return string
   *   The lines.
   */
  public static function toLines(mixed $list): string {
    return implode("\n", array_filter((array) $list, 'is_string'));
  }

  /**
   * Reads lines, without blanks and doubles.
   *
   * @param mixed $text
   *   The lines.
   *
   * @return list<string>
   *   The list.
   */
  public static function fromLines(mixed $text): array {
    $lines = array_map('trim', explode("\n", self::string($text)));
    return array_values(array_unique(array_filter($lines, static fn (string $line): bool => '' !== $line)));
  }

  /**
   * Reads a line of text.
   *
   * @param mixed $text
   *   What was entered.
   *
   * @return string
   *   The same without spaces around it.
   */
  public static function toText(mixed $text): string {
    return trim(self::string($text));
  }

  /**
   * Writes a host name or a SIP name in its usual form.
   *
   * @param mixed $text
   *   What was entered.
   *
   * @return string
   *   The same in lower case.
   */
  public static function toName(mixed $text): string {
    return Ascii::lower(trim(self::string($text)));
  }

  /**
   * Writes a WebSocket URL in its usual form.
   *
   * @param mixed $text
   *   What was entered.
   *
   * @return string
   *   The URL, or what was entered when it is none: the schema says so then.
   */
  public static function toUrl(mixed $text): string {
    $text = trim(self::string($text));
    try {
      return (string) new WebsocketUrl($text);
    }
    catch (\InvalidArgumentException) {
      return $text;
    }
  }

  /**
   * Reads a number that a field hands over as text.
   *
   * @param mixed $text
   *   What was entered.
   *
   * @return int
   *   The number.
   */
  public static function toNumber(mixed $text): int {
    return (int) self::string($text);
  }

  /**
   * Reads what is checked of a list of boxes.
   *
   * @param mixed $boxes
   *   Values by name; 0 for what is not checked.
   *
   * @return list<string>
   *   The names.
   */
  public static function toChoices(mixed $boxes): array {
    return array_values(array_filter((array) $boxes, 'is_string'));
  }

  /**
   * Reads what a field hands over.
   *
   * @param mixed $value
   *   The value.
   *
   * @return string
   *   The text, or '' for what is none.
   */
  private static function string(mixed $value): string {
    return is_scalar($value) ? (string) $value : '';
  }

}
