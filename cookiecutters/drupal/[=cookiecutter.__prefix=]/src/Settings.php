<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\[= cookiecutter.__prefix =]\Sip\Host;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Config\ConfigFactoryInterface;

/**
 * Reads the settings of the site.
 *
 * They hold no secret: see Secrets for those. They may come from where no form
 * checked them, such as settings.php, so what is wrong counts as missing.
 */
final class Settings {

  public const NAME = '[= cookiecutter.__prefix =].settings';

  public const TOKEN = 'token';
  public const PASSWORD = 'password';

  /**
   * What can be in the list of features: see assets/phone/config.js.
   */
  public const FEATURES = ['chat', 'language_menu', 'dial_links', 'relay_only'];

  /**
   * The least, the most and the usual of each number of seconds.
   */
  private const SECONDS = [
    'token_lifetime' => [60, 3600, 300],
    'turn_lifetime' => [300, 86400, 3600],
  ];

  public function __construct(private readonly ConfigFactoryInterface $configFactory) {}

  /**
   * Tells a setting that is any text.
   *
   * @param string $key
   *   Name of the setting.
   *
   * @return string
   *   The text, or '' when there is none.
   */
  public function text(string $key): string {
    $value = $this->value($key);
    return is_string($value) ? $value : '';
  }

  /**
   * Tells a setting that is a number of seconds.
   *
   * @param string $key
   *   Name of the setting.
   *
   * @return int
   *   Seconds within the bounds of the setting.
   */
  public function seconds(string $key): int {
    [$min, $max, $usual] = self::SECONDS[$key];
    $value = $this->value($key);
    return max($min, min($max, is_int($value) ? $value : $usual));
  }

  /**
   * Tells a setting that is a list.
   *
   * @param string $key
   *   Name of the setting.
   *
   * @return list<string>
   *   The lines.
   */
  public function lines(string $key): array {
    $value = $this->value($key);
    return is_array($value) ? array_values(array_filter($value, 'is_string')) : [];
  }

  /**
   * Tells whether the phone offers something besides calls.
   *
   * @param string $feature
   *   One of FEATURES.
   *
   * @return bool
   *   Whether it does.
   */
  public function offers(string $feature): bool {
    return in_array($feature, $this->lines('features'), TRUE);
  }

  /**
   * Tells the address of the SIP server.
   *
   * @return string
   *   The WebSocket URL in its usual form, or ''.
   */
  public function websocketUrl(): string {
    try {
      return (string) new WebsocketUrl($this->text('websocket_url'));
    }
    catch (\InvalidArgumentException) {
      return '';
    }
  }

  /**
   * Tells the domain of the site's SIP addresses.
   *
   * @return string
   *   A host name in lower case, or ''.
   */
  public function domain(): string {
    try {
      return Host::check($this->text('sip_domain'));
    }
    catch (Refusal) {
      return '';
    }
  }

  /**
   * Tells the SIP name that guests share.
   *
   * @return string
   *   A user part in lower case.
   */
  public function guestUser(): string {
    try {
      return Ascii::lower(Address::parse($this->text('guest_user') . '@example.org')->user());
    }
    catch (Refusal) {
      return 'guest';
    }
  }

  /**
   * Tells whether the phone asks for a SIP password instead of using tokens.
   *
   * @return bool
   *   Whether it does.
   */
  public function asksPassword(): bool {
    return self::PASSWORD === $this->text('sign_in');
  }

  /**
   * Tells whether a server is named.
   *
   * @return bool
   *   Whether there are a WebSocket URL and a SIP domain.
   */
  public function hasServer(): bool {
    return '' !== $this->websocketUrl() && '' !== $this->domain();
  }

  /**
   * Lists addresses, without those that are no addresses (any more).
   *
   * @param string $key
   *   Name of the list: guest_destinations or user_destinations.
   *
   * @return list<\Drupal\[= cookiecutter.__prefix =]\Sip\Address>
   *   The addresses.
   */
  public function addresses(string $key): array {
    $addresses = [];
    foreach ($this->lines($key) as $line) {
      try {
        $addresses[] = Address::parse($line, $this->domain());
      }
      catch (Refusal) {
        continue;
      }
    }
    return $addresses;
  }

  /**
   * Lists the ICE servers of one kind.
   *
   * @param string $scheme
   *   The kind: stun or turn; each includes its variant over TLS.
   *
   * @return list<string>
   *   URIs.
   */
  public function iceUris(string $scheme): array {
    return array_values((array) preg_grep('/^' . $scheme . 's?:/', $this->lines('ice_servers')));
  }

  /**
   * Lists the SIP names that nobody gets by merely choosing a login.
   *
   * A person who signed up as "helpdesk" would otherwise take the calls of the
   * help desk.
   *
   * @return list<string>
   *   User parts.
   */
  public function reservedNames(): array {
    $names = [$this->guestUser()];
    foreach (['guest_destinations', 'user_destinations'] as $key) {
      foreach ($this->addresses($key) as $address) {
        if ($address->host() === $this->domain()) {
          $names[] = $address->user();
        }
      }
    }
    return $names;
  }

  /**
   * Reads a setting.
   *
   * @param string $key
   *   Name of the setting.
   *
   * @return mixed
   *   Whatever is stored.
   */
  private function value(string $key): mixed {
    return $this->configFactory->get(self::NAME)->get($key);
  }

}
