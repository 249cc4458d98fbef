<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Controller;

use Drupal\Component\Serialization\Json;
use Drupal\Core\Controller\ControllerBase;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;

/**
 * What the endpoints of the phone have in common: they speak JSON.
 */
abstract class EndpointBase extends ControllerBase {

  /**
   * The most bytes of a request.
   */
  private const LONGEST = 2000;

  /**
   * Reads the body of a request.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return array<mixed>|null
   *   What is in it, or NULL when it is no object or too long.
   */
  protected function body(Request $request): ?array {
    $content = $request->getContent();
    $body = strlen($content) <= self::LONGEST ? Json::decode($content) : NULL;
    return is_array($body) ? $body : NULL;
  }

  /**
   * Refuses a page of another site.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   The refusal.
   */
  protected function refuseOrigin(): JsonResponse {
    return $this->refuse('origin_refused', $this->t('The phone can only be used on its own site.'), 403);
  }

  /**
   * Refuses who asked too often.
   *
   * @param int $delay
   *   Seconds to wait.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   The refusal.
   */
  protected function refuseHaste(int $delay): JsonResponse {
    $message = $this->t('Too many requests. Wait a little and try again.');
    return $this->refuse('too_many_requests', $message, 429, ['Retry-After' => (string) $delay]);
  }

  /**
   * Refuses.
   *
   * @param string $code
   *   What went wrong, for programs.
   * @param string|\Stringable $message
   *   What went wrong, for people.
   * @param int $status
   *   HTTP status.
   * @param array<string, string> $headers
   *   More headers.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   The refusal.
   */
  protected function refuse(string $code, string|\Stringable $message, int $status, array $headers = []): JsonResponse {
    return $this->respond(['code' => $code, 'message' => (string) $message], $status, $headers);
  }

  /**
   * Makes an answer that no cache keeps.
   *
   * @param array<string, mixed> $data
   *   The body.
   * @param int $status
   *   HTTP status.
   * @param array<string, string> $headers
   *   More headers.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   The answer.
   */
  protected function respond(array $data, int $status = 200, array $headers = []): JsonResponse {
    return new JsonResponse($data, $status, $headers + [
      'Cache-Control' => 'no-store, private',
      'Vary' => 'Cookie, Origin',
    ]);
  }

}
