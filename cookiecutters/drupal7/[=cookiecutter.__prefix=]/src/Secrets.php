<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Secret;

/**
 * Finds the secrets that are shared with the SIP and TURN servers.
 *
 * Those in settings.php come first, then environment variables. The module
 * writes none to the database, whose variables other modules show and export.
 */
final class Secrets {

  public const TOKEN = 'token';
  public const TURN = 'turn';

  public const FILE = 'settings.php';
  public const ENVIRONMENT = 'environment';

  /**
   * Names in settings.php: $conf['…'].
   */
  public const NAMES = [
    self::TOKEN => '[= cookiecutter.__prefix =]_token_secret',
    self::TURN => '[= cookiecutter.__prefix =]_turn_secret',
  ];

  /**
   * Names of the environment variables.
   */
  public const VARIABLES = [
    self::TOKEN => '[= cookiecutter.__constant =]_TOKEN_SECRET',
    self::TURN => '[= cookiecutter.__constant =]_TURN_SECRET',
  ];

  /**
   * Finds a secret that is long enough.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Secret|null
   *   The secret, or NULL when there is none.
   */
  public function get(string $kind): ?Secret {
    try {
      return new Secret($this->value($kind));
    }
    catch (\InvalidArgumentException $exception) {
      return NULL;
    }
  }

  /**
   * Tells where a secret comes from.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return string
   *   Secrets::FILE or ENVIRONMENT, or '' when there is none.
   */
  public function source(string $kind): string {
    return (string) array_key_first($this->values($kind));
  }

  /**
   * Tells whether a secret is set but too short to be used.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return bool
   *   Whether it is.
   */
  public function isShort(string $kind): bool {
    $length = strlen($this->value($kind));
    return 0 < $length && $length < Secret::MINIMUM;
  }

  /**
   * Tells whether somebody wrote a secret to the database.
   *
   * @return bool
   *   Whether there is one.
   */
  public function areInDatabase(): bool {
    $query = db_select('variable', 'v')->condition('name', array_values(self::NAMES));
    return 0 < (int) $query->countQuery()->execute()->fetchField();
  }

  /**
   * Reads the secret in use.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return string
   *   The secret, or ''.
   */
  private function value(string $kind): string {
    $values = $this->values($kind);
    return (string) reset($values);
  }

  /**
   * Reads the sources that hold something, the strongest first.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return array<string, string>
   *   Secrets by source.
   */
  private function values(string $kind): array {
    $values = [
      self::FILE => variable_get(self::NAMES[$kind]),
      self::ENVIRONMENT => getenv(self::VARIABLES[$kind]),
    ];
    return array_filter($values, static function ($value): bool {
      return is_string($value) && '' !== $value;
    });
  }

}
