<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Limits how often somebody may ask, by Drupal's flood control.
 */
final class RateLimit {

  /**
   * What the names of our events begin with.
   */
  public const PREFIX = '[= cookiecutter.__prefix =].';

  /**
   * What is asked for.
   */
  public const SESSION = 'session';
  public const CALLER = 'caller';
  public const DIRECTORY = 'directory';

  /**
   * Length of the window in seconds.
   */
  private const WINDOW = 300;

  /**
   * Seconds after which the first requests leave the window.
   */
  private const WAIT = 60;

  /**
   * Requests in one window. Guests behind one address share theirs.
   */
  private const LIMITS = [
    self::SESSION => ['guest' => 60, 'user' => 120],
    self::CALLER => ['guest' => 30, 'user' => 120],
    self::DIRECTORY => ['guest' => 120, 'user' => 120],
  ];

  /**
   * Counts one request.
   *
   * @param object $account
   *   The visitor.
   * @param string $address
   *   The address that the request comes from, by which guests are told.
   * @param string $what
   *   SESSION, CALLER or DIRECTORY: each is counted by itself.
   *
   * @return int
   *   Seconds to wait before the next request, 0 when this one is within the
   *   limit.
   */
  public function count(object $account, string $address, string $what): int {
    $is_guest = 0 === (int) $account->uid;
    $kind = $is_guest ? 'guest' : 'user';
    $event = self::PREFIX . $what . '.' . $kind;
    $limit = self::LIMITS[$what][$kind];
    drupal_alter('[= cookiecutter.__prefix =]_rate_limit', $limit, $kind, $what);
    // A keyed hash, so that nobody reads addresses out of the database.
    $who = drupal_hmac_base64($is_guest ? self::network($address) : (string) $account->uid, drupal_get_hash_salt());
    if (!flood_is_allowed($event, (int) $limit, self::WINDOW, $who)) {
      return self::WAIT;
    }
    flood_register_event($event, self::WINDOW, $who);
    return 0;
  }

  /**
   * Tells what counts as one guest.
   *
   * @param string $address
   *   The address.
   *
   * @return string
   *   An IPv4 address, or the first 64 bits of an IPv6 address, of which
   *   everybody has many.
   */
  private static function network(string $address): string {
    if (FALSE === filter_var($address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6)) {
      return $address;
    }
    $bytes = (string) inet_pton($address);
    // "::ffff:192.0.2.1" is how some servers write an IPv4 address.
    $mapped = "\0\0\0\0\0\0\0\0\0\0\xFF\xFF" === substr($bytes, 0, 12);
    return $mapped ? (string) inet_ntop(substr($bytes, 12)) : bin2hex(substr($bytes, 0, 8));
  }

}
