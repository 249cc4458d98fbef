<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Controller;

use Drupal\[= cookiecutter.__prefix =]\Directory;
use Drupal\[= cookiecutter.__prefix =]\RateLimit;
use Drupal\[= cookiecutter.__prefix =]\RequestOrigin;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;

/**
 * Tells pages who is listed, and who the other party of a call is.
 */
final class DirectoryController extends EndpointBase {

  public function __construct(
    private readonly Settings $settings,
    private readonly Directory $directory,
    private readonly RequestOrigin $origin,
    private readonly RateLimit $rateLimit,
  ) {}

  /**
   * Lists those whom the visitor may call.
   *
   * Drupal would let the browsers of users keep an answer that it can cache
   * itself, so this is none; the directory has a cache of its own.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   The groups.
   */
  public function groups(): JsonResponse {
    return $this->respond(['groups' => $this->directory->groups($this->currentUser())]);
  }

  /**
   * Tells who has an address.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request, with {"address": "…"} in JSON.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   What is said of them, or 404.
   */
  public function caller(Request $request): JsonResponse {
    if (!$this->origin->isOwn($request)) {
      return $this->refuseOrigin();
    }
    $delay = $this->rateLimit->count($this->currentUser(), (string) $request->getClientIp(), RateLimit::CALLER);
    if (0 < $delay) {
      return $this->refuseHaste($delay);
    }
    $address = $this->address($request);
    $card = NULL === $address ? NULL : $this->directory->card($this->currentUser(), $address);
    return NULL === $card ? $this->refuse('unknown', $this->t('Nobody who is listed has this address.'), 404) : $this->respond($card);
  }

  /**
   * Reads an address.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address|null
   *   The address, or NULL when it is none.
   */
  private function address(Request $request): ?Address {
    $text = ($this->body($request) ?? [])['address'] ?? NULL;
    try {
      return Address::parse(is_string($text) ? $text : '', $this->settings->domain());
    }
    catch (Refusal) {
      return NULL;
    }
  }

}
