<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\[= cookiecutter.__prefix =]\Sip\Host;

/**
 * Checks what is entered in the settings form, and writes it in its usual form.
 */
final class SettingsInput {

  /**
   * The settings that are read from text.
   */
  public const KEYS = [
    'websocket_url',
    'sip_domain',
    'token_lifetime',
    'cookie_domain',
    'guest_user',
    'guest_name',
    'guest_destinations',
    'user_destinations',
    'ice_servers',
    'turn_lifetime',
  ];

  private const ICE_URI = '/\A(?:stuns?:(?<stun>[^?]+)|turns?:(?<turn>[^?]+)(?:\?transport=(?:udp|tcp))?)\z/';

  /**
   * The most lines of a list.
   */
  private const LONGEST = 100;

  /**
   * Reads a setting.
   *
   * @param string $key
   *   Name of the setting.
   * @param string $text
   *   What was entered.
   * @param string $domain
   *   The SIP domain that was entered with it.
   *
   * @return string|int|list<string>
   *   The value to store.
   *
   * @throws \LogicException
   *   When it is wrong; the message is the part that is.
   */
  public static function read(string $key, string $text, string $domain) {
    $text = trim($text);
    switch ($key) {
      case 'websocket_url':
        return '' === $text ? '' : (string) new WebsocketUrl($text);

      case 'sip_domain':
        return '' === $text ? '' : Host::check($text);

      case 'cookie_domain':
        // Older browsers wanted a dot before the domain.
        return '' === $text ? '' : Host::check(ltrim($text, '.'));

      case 'guest_user':
        return Ascii::lower(Address::parse($text . '@example.org')->user());

      case 'token_lifetime':
      case 'turn_lifetime':
        return self::seconds($text, ...Settings::SECONDS[$key]);

      case 'guest_destinations':
      case 'user_destinations':
        return self::each(self::lines($text), static function (string $line) use ($domain): void {
          Address::parse($line, $domain);
        });

      case 'ice_servers':
        return self::each(self::lines($text), [self::class, 'checkIceServer']);

    }
    return $text;
  }

  /**
   * Says what is wrong with a setting.
   *
   * @param string $key
   *   Name of the setting.
   * @param string $value
   *   The line that is wrong, where the setting has several.
   *
   * @return string
   *   HTML.
   */
  public static function complaint(string $key, string $value): string {
    switch ($key) {
      case 'websocket_url':
        return t('The WebSocket URL has to look like wss://sip.example.org/ws: a host, a port and a path if needed, and nothing after a question mark, a hash or a semicolon.');

      case 'sip_domain':
        return t('The SIP domain has to be a host name such as example.org, without a port.');

      case 'cookie_domain':
        return t('The cookie domain has to be a host name such as example.org.');

      case 'token_lifetime':
        return t('The token lifetime has to be a number of seconds from 60 to 3600.');

      case 'turn_lifetime':
        return t('The TURN lifetime has to be a number of seconds from 300 to 86400.');

      case 'guest_user':
        return t('The SIP name of guests has to be 1 to 64 letters, digits, dots, hyphens, underscores and plus signs.');

      case 'ice_servers':
        return t('“@value” is not a STUN or TURN server such as stun:stun.example.org or turns:turn.example.org:5349?transport=tcp.', ['@value' => $value]);

    }
    return t('“@value” is not a SIP address such as helpdesk@example.org, or one too many. Without a domain it needs the SIP domain above.', ['@value' => $value]);
  }

  /**
   * Tells whether cookies of a domain reach the SIP server.
   *
   * @param string $websocket_url
   *   The WebSocket URL.
   * @param string $domain
   *   The domain of the cookies; '' for the host of this site.
   *
   * @return bool
   *   Whether they do.
   */
  public static function cookiesReach(string $websocket_url, string $domain): bool {
    $server = (string) parse_url($websocket_url, PHP_URL_HOST);
    $site = strtolower((string) parse_url((string) $GLOBALS['base_root'], PHP_URL_HOST));
    if ('' === $domain) {
      return $server === $site;
    }
    foreach ([$server, $site] as $host) {
      if ($host !== $domain && substr($host, -strlen($domain) - 1) !== '.' . $domain) {
        return FALSE;
      }
    }
    return TRUE;
  }

  /**
   * Reads a number of seconds.
   *
   * @param string $text
   *   What was entered.
   * @param int $min
   *   The least.
   * @param int $max
   *   The most.
   *
   * @return int
   *   The number.
   *
   * @throws \InvalidArgumentException
   *   When it is none, or out of bounds.
   */
  private static function seconds(string $text, int $min, int $max): int {
    if (1 !== preg_match('/\A[0-9]{1,6}\z/', $text) || (int) $text < $min || $max < (int) $text) {
      throw new \InvalidArgumentException($text);
    }
    return (int) $text;
  }

  /**
   * Reads lines, without blanks and doubles.
   *
   * @param string $text
   *   The lines.
   *
   * @return list<string>
   *   The list.
   *
   * @throws \InvalidArgumentException
   *   When there are too many.
   */
  private static function lines(string $text): array {
    $lines = array_map('trim', (array) preg_split('/\R/', $text));
    $lines = array_values(array_unique(array_filter($lines, 'strlen')));
    if (self::LONGEST < count($lines)) {
      throw new \InvalidArgumentException($lines[self::LONGEST]);
    }
    return $lines;
  }

  /**
   * Checks each line of a list.
   *
   * @param list<string> $lines
   *   The list.
   * @param callable $check
   *   Throws a \LogicException when a line is wrong.
   *
   * @return list<string>
   *   The same list.
   *
   * @throws \InvalidArgumentException
   *   With the line that is wrong.
   */
  private static function each(array $lines, callable $check): array {
    foreach ($lines as $line) {
      try {
        $check($line);
      }
      catch (\LogicException $exception) {
        throw new \InvalidArgumentException($line);
      }
    }
    return $lines;
  }

  /**
   * Checks a STUN or TURN server.
   *
   * @param string $line
   *   A URI (RFC 7064, RFC 7065).
   *
   * @throws \InvalidArgumentException
   *   When it is none.
   */
  private static function checkIceServer(string $line): void {
    $parts = [];
    $match = preg_match(self::ICE_URI, $line, $parts);
    $host = ($parts['stun'] ?? '') . ($parts['turn'] ?? '');
    if (1 !== $match || FALSE !== strpos($host, '/')) {
      throw new \InvalidArgumentException('Not a STUN or TURN server.');
    }
    // Throws when it is no host with or without a port.
    new WebsocketUrl('wss://' . $host);
  }

}
