<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Component\Utility\Crypt;
use Drupal\Core\Extension\ModuleHandlerInterface;
use Drupal\Core\Flood\FloodInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\Core\Site\Settings as SiteSettings;

/**
 * Limits how often somebody may ask, by Drupal's flood control.
 */
final class RateLimit {

  /**
   * What the names of our events begin with.
   */
  public const PREFIX = '[= cookiecutter.__prefix =].';

  /**
   * Length of the window in seconds.
   */
  private const WINDOW = 300;

  /**
   * Seconds after which the first requests leave the window.
   */
  private const WAIT = 60;

  /**
   * What is asked for.
   */
  public const SESSION = 'session';
  public const CALLER = 'caller';

  /**
   * Requests in one window. Guests behind one address share theirs.
   */
  private const LIMITS = [
    self::SESSION => ['guest' => 60, 'user' => 120],
    self::CALLER => ['guest' => 30, 'user' => 120],
  ];

  public function __construct(
    private readonly FloodInterface $flood,
    private readonly ModuleHandlerInterface $moduleHandler,
  ) {}

  /**
   * Counts one request.
   *
   * @param \Drupal\Core\Session\AccountInterface $account
   *   The visitor.
   * @param string $address
   *   The address that the request comes from, by which guests are told.
   * @param string $what
   *   SESSION or CALLER: each is counted by itself.
   *
   * @return int
   *   Seconds to wait before the next request, 0 when this one is within the
   *   limit.
   */
  public function count(AccountInterface $account, string $address, string $what): int {
    $kind = $account->isAnonymous() ? 'guest' : 'user';
    $event = self::PREFIX . $what . '.' . $kind;
    $who = $account->isAnonymous() ? self::network($address) : (string) $account->id();
    // A keyed hash, so that nobody reads addresses out of the database.
    $who = Crypt::hmacBase64($who, SiteSettings::getHashSalt());
    if (!$this->flood->isAllowed($event, $this->limit($kind, $what), self::WINDOW, $who)) {
      return self::WAIT;
    }
    $this->flood->register($event, self::WINDOW, $who);
    return 0;
  }

  /**
   * Tells how many requests are allowed in one window.
   *
   * @param string $kind
   *   Who asks: guest or user.
   * @param string $what
   *   SESSION or CALLER.
   *
   * @return int
   *   The number.
   */
  private function limit(string $kind, string $what): int {
    $limit = self::LIMITS[$what][$kind];
    $changed = $limit;
    $this->moduleHandler->alter('[= cookiecutter.__prefix =]_rate_limit', $changed, $kind, $what);
    return is_int($changed) ? $changed : $limit;
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
    return bin2hex($mapped ? $bytes : substr($bytes, 0, 8));
  }

}
