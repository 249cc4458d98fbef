<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Controller;

use Drupal\[= cookiecutter.__prefix =]\Directory;
use Drupal\[= cookiecutter.__prefix =]\Listing;
use Drupal\[= cookiecutter.__prefix =]\RateLimit;
use Drupal\[= cookiecutter.__prefix =]\RequestOrigin;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Cache\CacheableJsonResponse;
use Drupal\Core\Cache\CacheableMetadata;
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
   * Drupal keeps the answer for all who have the same roles until something in
   * it changes. Browsers and proxies do not: who leaves the list is off it.
   *
   * @return \Drupal\Core\Cache\CacheableJsonResponse
   *   The groups.
   */
  public function groups(): CacheableJsonResponse {
    $cacheability = new CacheableMetadata();
    $groups = $this->directory->groups($this->currentUser(), $cacheability);
    // Permissions are not enough: see Rights about roles that have them all.
    $cacheability
      ->addCacheContexts(['user.roles'])
      ->addCacheTags([Listing::TAG, 'user_list', 'config:user_role_list', 'config:' . Settings::NAME]);
    $response = new CacheableJsonResponse(['groups' => $groups], 200, ['Cache-Control' => 'no-store, private']);
    $response->addCacheableDependency($cacheability);
    return $response;
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
