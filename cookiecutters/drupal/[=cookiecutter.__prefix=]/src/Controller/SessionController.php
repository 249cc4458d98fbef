<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Controller;

use Drupal\[= cookiecutter.__prefix =]\Callers;
use Drupal\[= cookiecutter.__prefix =]\Messages;
use Drupal\[= cookiecutter.__prefix =]\RateLimit;
use Drupal\[= cookiecutter.__prefix =]\RequestOrigin;
use Drupal\[= cookiecutter.__prefix =]\SessionFactory;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Component\Datetime\TimeInterface;
use Drupal\Core\Access\CsrfRequestHeaderAccessCheck;
use Drupal\Core\Access\CsrfTokenGenerator;
use Symfony\Component\HttpFoundation\JsonResponse;
use Symfony\Component\HttpFoundation\Request;

/**
 * Tells who the visitor is to the SIP server, and how to connect.
 *
 * The phone asks before each connection. Pages hold neither nonce nor token, so
 * that they can be cached for everybody: a visitor who is logged in but sends
 * no token against forged requests is told to fetch one first.
 */
final class SessionController extends EndpointBase {

  public function __construct(
    private readonly Settings $settings,
    private readonly SessionFactory $sessions,
    private readonly Callers $callers,
    private readonly RequestOrigin $origin,
    private readonly RateLimit $rateLimit,
    private readonly CsrfTokenGenerator $csrfToken,
    private readonly TimeInterface $time,
  ) {}

  /**
   * Answers.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request, with {"destination": "…" or null} in JSON.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   A session, or why there is none.
   */
  public function open(Request $request): JsonResponse {
    if (!$this->origin->isOwn($request)) {
      return $this->refuseOrigin();
    }
    if ($this->needsToken($request)) {
      return $this->respond(['nonce_required' => TRUE]);
    }
    if (!$this->hasRightToken($request)) {
      return $this->refuse('nonce_refused', $this->t('This page is out of date. Please reload it.'), 403);
    }
    if (!$this->sessions->isReady()) {
      return $this->refuse('not_configured', $this->t('The phone is not set up yet.'), 503);
    }
    if (!$this->settings->asksPassword() && !$this->callers->allows($this->currentUser())) {
      return $this->refuseVisitor();
    }
    $delay = $this->rateLimit->count($this->currentUser(), (string) $request->getClientIp(), RateLimit::SESSION);
    if (0 < $delay) {
      return $this->refuseHaste($delay);
    }
    return $this->answer($request);
  }

  /**
   * Opens a session for a visitor who may ask for one.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   A session, or why there is none.
   */
  private function answer(Request $request): JsonResponse {
    $session = $this->sessions->make();
    $now = $this->time->getRequestTime();
    if ($this->settings->asksPassword()) {
      return $this->respond($session->anonymous($now));
    }
    try {
      $wanted = $this->wanted($request);
      $caller = $this->callers->caller($this->currentUser());
      $answer = $session->open($caller, $this->callers->policy($this->currentUser()), $wanted, $now);
    }
    catch (Refusal $refusal) {
      return $this->refuse($refusal->reason(), Messages::refusal($refusal->reason()), 403);
    }
    $told = [$caller->address()->uri(), $answer['destinations'], $caller->guest()];
    $this->moduleHandler()->invokeAll('[= cookiecutter.__prefix =]_session_opened', $told);
    return $this->respond($answer);
  }

  /**
   * Reads whom to call.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address|null
   *   The address, or NULL to go online only.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When it is no address.
   */
  private function wanted(Request $request): ?Address {
    $body = $this->body($request);
    if (NULL === $body) {
      throw Refusal::address();
    }
    $destination = $body['destination'] ?? NULL;
    if (NULL === $destination) {
      return NULL;
    }
    return Address::parse(is_string($destination) ? $destination : '', $this->settings->domain());
  }

  /**
   * Tells whether the visitor has to fetch a token against forged requests.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return bool
   *   Whether they are logged in and sent none.
   */
  private function needsToken(Request $request): bool {
    return $this->currentUser()->isAuthenticated() && !$request->headers->has('X-CSRF-Token');
  }

  /**
   * Checks the token against forged requests. Guests need none.
   *
   * @param \Symfony\Component\HttpFoundation\Request $request
   *   The request.
   *
   * @return bool
   *   Whether it is right.
   */
  private function hasRightToken(Request $request): bool {
    $token = (string) $request->headers->get('X-CSRF-Token');
    return $this->currentUser()->isAnonymous() || $this->csrfToken->validate($token, CsrfRequestHeaderAccessCheck::TOKEN_KEY);
  }

  /**
   * Refuses a visitor for whom there is no phone.
   *
   * @return \Symfony\Component\HttpFoundation\JsonResponse
   *   The refusal.
   */
  private function refuseVisitor(): JsonResponse {
    if ($this->currentUser()->isAuthenticated()) {
      return $this->refuse('not_allowed', $this->t('Your account may not use the phone.'), 403);
    }
    return $this->refuse('signed_out', $this->t('Log in to use the phone.'), 401);
  }

}
