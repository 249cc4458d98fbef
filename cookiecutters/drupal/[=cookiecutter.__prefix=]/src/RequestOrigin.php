<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Core\Extension\ModuleHandlerInterface;
use Symfony\Component\HttpFoundation\Request;

/**
 * Lets only pages of this site ask for a session.
 *
 * A page of another site could otherwise have its visitors' browsers ask, with
 * their cookies.
 */
final class RequestOrigin {

  public function __construct(private readonly ModuleHandlerInterface $moduleHandler) {}

  /**
   * Tells whether a request was sent by a page of this site.
   *
   * Browsers add Origin to every POST; Sec-Fetch-Site decides should something
   * on the way have removed it.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return bool
   *   Whether it was.
   */
  public function isOwn(Request $request): bool {
    $origin = $request->headers->get('Origin');
    if (NULL !== $origin) {
      return in_array(strtolower($origin), $this->own($request), TRUE);
    }
    return 'same-origin' === $request->headers->get('Sec-Fetch-Site');
  }

  /**
   * Lists the origins of this site.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return list<string>
   *   For example "https://example.org" or "https://example.org:8443".
   */
  private function own(Request $request): array {
    $origin = strtolower($request->getSchemeAndHttpHost());
    // A site that calls itself http: may be served as https: by a proxy. Never
    // the other way round.
    $origins = array_unique([$origin, (string) preg_replace('/^http:/', 'https:', $origin)]);
    $this->moduleHandler->alter('[= cookiecutter.__prefix =]_allowed_origins', $origins);
    return array_values(array_filter((array) $origins, 'is_string'));
  }

}
