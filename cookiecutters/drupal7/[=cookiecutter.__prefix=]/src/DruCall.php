<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Takes over the settings of DruCall, whose variables had no prefix.
 *
 * Its secret and its passwords stay where they are: what was in the database
 * and in pages for years should be made anew.
 */
final class DruCall {

  /**
   * What DruCall's form saved when nobody changed it.
   */
  private const EXAMPLES = [
    'ws://sip-proxy.example.org:80',
    'sip:user@example.org',
    'turn:turn-server.example.org',
  ];

  /**
   * Variables of DruCall that hold passwords.
   */
  private const PASSWORDS = ['ws_cookie_secret', 'auth_password', 'turn_password'];

  /**
   * Copies the settings of DruCall, if it was in use and ours are not set yet.
   *
   * @return list<string>
   *   The variables of ours that were set.
   */
  public static function import(): array {
    if (!self::wasUsed() || NULL !== variable_get(Settings::PREFIX . 'websocket_url')) {
      return [];
    }
    $imported = [];
    foreach (self::settings() as $key => $value) {
      if (NULL !== $value) {
        variable_set(Settings::PREFIX . $key, $value);
        $imported[] = Settings::PREFIX . $key;
      }
    }
    return $imported;
  }

  /**
   * Lists the variables of DruCall that hold a password still.
   *
   * @return list<string>
   *   Their names[= "" if cookiecutter.__prefix == "drucall" else "; none while DruCall itself is in use" =].
   */
  public static function passwordsLeft(): array {
    if (!self::wasUsed()[% if cookiecutter.__prefix != "drucall" %] || module_exists('drucall')[% endif %]) {
      return [];
    }
    return array_values(array_filter(self::PASSWORDS, static function (string $name): bool {
      return '' !== (string) variable_get($name, '');
    }));
  }

  /**
   * Lists the paths of DruCall, whose links and bookmarks go on working.
   *
   * @return array<string, array<string, mixed>>
   *   Menu items that lead to ours.
   */
  public static function paths(): array {
    $moved = [
      'page callback' => '[= cookiecutter.__prefix =]_moved_page',
      'file' => '[= cookiecutter.__prefix =].pages.inc',
      'type' => MENU_CALLBACK,
    ];
    $settings = $moved + [
      'page arguments' => ['admin/config/services/[= cookiecutter.__dashed =]'],
      'access arguments' => [Rights::ADMINISTER],
    ];
    return [
      'drucall' => $moved + [
        'page arguments' => ['[= cookiecutter.__dashed =]'],
        'access arguments' => [Rights::USE],
      ],
      'admin/config/drucall' => $settings,
      'admin/config/drucall/settings' => $settings,
    ];
  }

  /**
   * Tells whether DruCall's settings were saved on this site.
   *
   * @return bool
   *   Whether two variables are there that no other module is known to have.
   */
  private static function wasUsed(): bool {
    return NULL !== self::read('websocket_server_url') && NULL !== self::read('sip_outboundproxy_url');
  }

  /**
   * Translates DruCall's settings into ours.
   *
   * @return array<string, mixed>
   *   Values by our names; NULL where DruCall says nothing that is of use.
   */
  private static function settings(): array {
    $destination = self::address((string) self::text('default_destination'));
    // Where the SIP server listens is no part of an address.
    $guest = self::address((string) preg_replace('/(@[^:]+):[0-9]+\z/', '$1', (string) self::text('from_uri')));
    $domain = self::text('sip_domain');
    $cookie_domain = self::text('ws_cookie_domain');
    $seconds = (int) self::read('ws_cookie_timeout');
    $ice_server = self::text('turn_server_url');
    [$min, $max] = Settings::SECONDS['token_lifetime'];
    return [
      'websocket_url' => self::text('websocket_server_url'),
      // Without a domain everybody was a guest, whose address had one.
      'sip_domain' => NULL === $domain && NULL !== $guest ? $guest->host() : $domain,
      'token_lifetime' => 0 < $seconds ? max($min, min($max, $seconds)) : NULL,
      'token_transport' => (self::read('ws_cookies_in_url') ?? TRUE) ? Settings::URL : Settings::COOKIE,
      'cookie_domain' => NULL === $cookie_domain ? NULL : ltrim($cookie_domain, '.'),
      'guest_name' => self::text('display_name'),
      'guest_user' => NULL === $guest ? NULL : $guest->user(),
      'guest_destinations' => NULL === $destination ? NULL : [self::text('default_destination')],
      'ice_servers' => NULL === $ice_server ? NULL : [$ice_server],
      'page' => [
        'destination' => NULL === $destination ? '' : self::text('default_destination'),
        'audio' => (bool) (self::read('enable_audio') ?? TRUE),
        'video' => (bool) (self::read('enable_video') ?? TRUE),
      ] + Settings::OPTIONS,
      'features' => array_keys(array_filter([
        'chat' => self::read('enable_chat') ?? TRUE,
        'show_keypad' => self::read('enable_dtmf_pad') ?? TRUE,
        'dial_links' => TRUE,
      ])),
    ];
  }

  /**
   * Reads a SIP address, or the name before "@".
   *
   * @param string $text
   *   The text of a variable of DruCall.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address|null
   *   The address, or NULL when it is none.
   */
  private static function address(string $text): ?Address {
    try {
      return Address::parse($text, 'example.org');
    }
    catch (Refusal $refusal) {
      return NULL;
    }
  }

  /**
   * Reads a variable of DruCall that is text.
   *
   * @param string $name
   *   The variable.
   *
   * @return string|null
   *   The text, or NULL when there is none but an example.
   */
  private static function text(string $name): ?string {
    $text = trim((string) self::read($name));
    return '' === $text || in_array($text, self::EXAMPLES, TRUE) ? NULL : $text;
  }

  /**
   * Reads a variable of DruCall.
   *
   * @param string $name
   *   The variable.
   *
   * @return mixed
   *   Its value, or NULL.
   */
  private static function read(string $name) {
    return variable_get($name);
  }

}
