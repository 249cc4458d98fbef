<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Tells who the visitor is to the SIP server, and how to connect.
 *
 * The phone asks before each connection. Pages hold neither nonce nor token, so
 * that they can be cached for everybody: a visitor who is logged in but sends
 * no token against forged requests is told to fetch one first.
 */
final class SessionEndpoint {

  /**
   * The most bytes of a request.
   */
  public const LONGEST = 2000;

  /**
   * What tokens against forged requests are made for.
   */
  public const TOKEN = '[= cookiecutter.__prefix =] session';

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * The visitor, as Drupal describes users.
   */
  private object $account;

  /**
   * Who calls whom.
   */
  private Callers $callers;

  /**
   * Makes the endpoint for a visitor.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   * @param object $account
   *   The visitor.
   */
  public function __construct(Settings $settings, object $account) {
    $this->settings = $settings;
    $this->account = $account;
    $this->callers = new Callers($settings);
  }

  /**
   * Answers.
   *
   * @param array<string, mixed> $server
   *   PHP's $_SERVER.
   * @param string $body
   *   The body, with {"destination": "…" or null} in JSON.
   * @param int $now
   *   Unix time in seconds.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Answer
   *   A session, or why there is none.
   */
  public function answer(array $server, string $body, int $now): Answer {
    $token = (string) ($server['HTTP_X_CSRF_TOKEN'] ?? '');
    $refused = self::checkRequest($server) ?? $this->checkToken($token) ?? $this->checkVisitor();
    if (NULL !== $refused) {
      return $refused;
    }
    $delay = (new RateLimit())->count($this->account, ip_address(), RateLimit::SESSION);
    if (0 < $delay) {
      return Answer::haste($delay);
    }
    try {
      return Answer::json($this->session($body, $now));
    }
    catch (Refusal $refusal) {
      return Answer::refusal($refusal->reason(), Messages::refusal($refusal->reason()), 403);
    }
  }

  /**
   * Checks the form of a request, and that a page of this site sent it.
   *
   * @param array<string, mixed> $server
   *   PHP's $_SERVER.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Answer|null
   *   What is wrong, or NULL.
   */
  public static function checkRequest(array $server): ?Answer {
    if ('POST' !== ($server['REQUEST_METHOD'] ?? '')) {
      return Answer::refusal('not_post', t('The request is not understood.'), 405, ['Allow' => 'POST']);
    }
    if (!RequestOrigin::isOwn($server)) {
      return Answer::refusal('origin_refused', t('The phone can only be used on its own site.'), 403);
    }
    if (1 !== preg_match('~\Aapplication/json\s*(?:;|\z)~i', (string) ($server['CONTENT_TYPE'] ?? ''))) {
      return Answer::refusal('not_json', t('The request is not understood.'), 415);
    }
    return NULL;
  }

  /**
   * Checks the token against forged requests. Guests need none.
   *
   * @param string $token
   *   The token, or ''.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Answer|null
   *   What to do about it, or NULL when it is right.
   */
  private function checkToken(string $token): ?Answer {
    if ($this->isGuest()) {
      return NULL;
    }
    if ('' === $token) {
      return Answer::json(['nonce_required' => TRUE]);
    }
    if (!hash_equals(drupal_get_token(self::TOKEN), $token)) {
      return Answer::refusal('nonce_refused', t('This page is out of date. Please reload it.'), 403);
    }
    return NULL;
  }

  /**
   * Checks that there is a phone for the visitor.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Answer|null
   *   Why there is none, or NULL.
   */
  private function checkVisitor(): ?Answer {
    if (!(new SessionFactory($this->settings))->isReady()) {
      return Answer::refusal('not_configured', t('The phone is not set up yet.'), 503);
    }
    if ($this->settings->asksPassword() || $this->callers->allows($this->account)) {
      return NULL;
    }
    if ($this->isGuest() && $this->sendsCookies()) {
      // Whoever was logged in here is no longer.
      (new TokenCookies($this->settings))->remove();
    }
    return Answer::notAllowed(!$this->isGuest());
  }

  /**
   * Opens a session.
   *
   * @param string $body
   *   The body of the request.
   * @param int $now
   *   Unix time in seconds.
   *
   * @return array<string, mixed>
   *   The session.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the visitor can have none, or not for this destination.
   */
  private function session(string $body, int $now): array {
    $session = (new SessionFactory($this->settings))->make();
    if ($this->settings->asksPassword()) {
      return $session->anonymous($now);
    }
    $wanted = $this->wanted($body);
    $caller = $this->callers->caller($this->account);
    $answer = $session->open($caller, $this->callers->policy($this->account), $wanted, $now);
    module_invoke_all('[= cookiecutter.__prefix =]_session_opened', $caller->address()->uri(), $answer['destinations'], $caller->guest());
    return $this->sendsCookies() ? (new TokenCookies($this->settings))->move($answer) : $answer;
  }

  /**
   * Reads whom to call.
   *
   * @param string $body
   *   The body of the request.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address|null
   *   The address, or NULL to go online only.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When it is no address.
   */
  private function wanted(string $body): ?Address {
    $fields = strlen($body) <= self::LONGEST ? json_decode($body, TRUE, 4) : NULL;
    if (!is_array($fields)) {
      throw Refusal::address();
    }
    $destination = $fields['destination'] ?? NULL;
    if (NULL === $destination) {
      return NULL;
    }
    return Address::parse(is_string($destination) ? $destination : '', $this->settings->domain());
  }

  /**
   * Tells whether the visitor is not logged in.
   */
  private function isGuest(): bool {
    return 0 === (int) $this->account->uid;
  }

  /**
   * Tells whether tokens travel in cookies.
   */
  private function sendsCookies(): bool {
    return Settings::COOKIE === $this->settings->text('token_transport');
  }

}
