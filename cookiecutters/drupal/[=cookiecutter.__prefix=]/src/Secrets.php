<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Secret;
use Drupal\Core\Site\Settings as SiteSettings;

/**
 * Finds the secrets that are shared with the SIP and TURN servers.
 *
 * A key of the Key module comes first, then settings.php, then an environment
 * variable. Configuration holds none, because it is exported.
 */
final class Secrets {

  public const TOKEN = 'token';
  public const TURN = 'turn';

  public const KEY = 'key';
  public const FILE = 'settings.php';
  public const ENVIRONMENT = 'environment';

  /**
   * Names in settings.php: $settings['…'].
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

  public function __construct(
    private readonly Settings $settings,
    private readonly mixed $keys = NULL,
  ) {}

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
    catch (\InvalidArgumentException) {
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
   *   Secrets::KEY, FILE or ENVIRONMENT, or '' when there is none.
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
   * Tells whether the Key module is there to choose keys from.
   *
   * @return bool
   *   Whether it is.
   */
  public function hasKeys(): bool {
    return NULL !== $this->keys;
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
      self::KEY => $this->keyValue($this->settings->text($kind . '_key')),
      self::FILE => SiteSettings::get(self::NAMES[$kind]),
      self::ENVIRONMENT => getenv(self::VARIABLES[$kind]),
    ];
    return array_filter($values, static fn ($value): bool => is_string($value) && '' !== $value);
  }

  /**
   * Reads a key of the Key module.
   *
   * @param string $id
   *   Its machine name, or '' for none.
   *
   * @return mixed
   *   What the key holds, or NULL.
   */
  private function keyValue(string $id): mixed {
    return NULL === $this->keys || '' === $id ? NULL : $this->keys->getKey($id)?->getKeyValue();
  }

}
