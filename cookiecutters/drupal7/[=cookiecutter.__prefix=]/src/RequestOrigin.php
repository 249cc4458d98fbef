<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Lets only pages of this site ask for a session.
 *
 * A page of another site could otherwise have its visitors' browsers ask, with
 * their cookies.
 */
final class RequestOrigin {

  /**
   * Tells whether a request was sent by a page of this site.
   *
   * Browsers add Origin to every POST; Sec-Fetch-Site decides should something
   * on the way have removed it.
   *
   * @param array<string, mixed> $server
   *   PHP's $_SERVER.
   *
   * @return bool
   *   Whether it was.
   */
  public static function isOwn(array $server): bool {
    if (isset($server['HTTP_ORIGIN'])) {
      return in_array(strtolower((string) $server['HTTP_ORIGIN']), self::own(), TRUE);
    }
    return 'same-origin' === ($server['HTTP_SEC_FETCH_SITE'] ?? '');
  }

  /**
   * Lists the origins of this site.
   *
   * @return list<string>
   *   For example "https://example.org" or "https://example.org:8443".
   */
  private static function own(): array {
    $origin = strtolower((string) $GLOBALS['base_root']);
    // A site that calls itself http: may be served as https: by a proxy. Never
    // the other way round.
    $origins = array_unique([$origin, (string) preg_replace('/^http:/', 'https:', $origin)]);
    drupal_alter('[= cookiecutter.__prefix =]_allowed_origins', $origins);
    return array_values($origins);
  }

}
