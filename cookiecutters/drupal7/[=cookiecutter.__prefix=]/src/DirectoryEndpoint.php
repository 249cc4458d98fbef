<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Tells pages who is listed, and who the other party of a call is.
 *
 * Only what is asked decides about the answer: pages of other sites cannot read
 * it, and it changes nothing.
 */
final class DirectoryEndpoint {

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * The visitor, as Drupal describes users.
   */
  private object $account;

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
  }

  /**
   * Lists those whom the visitor may call.
   */
  public function groups(): Answer {
    $delay = (new RateLimit())->count($this->account, ip_address(), RateLimit::DIRECTORY);
    if (0 < $delay) {
      return Answer::haste($delay);
    }
    return Answer::json(['groups' => (new Directory($this->settings))->groups($this->account)]);
  }

  /**
   * Tells who has an address.
   *
   * @param array<string, mixed> $server
   *   PHP's $_SERVER.
   * @param string $body
   *   The body, with {"address": "…"} in JSON.
   */
  public function caller(array $server, string $body): Answer {
    $refused = SessionEndpoint::checkRequest($server);
    if (NULL !== $refused) {
      return $refused;
    }
    $delay = (new RateLimit())->count($this->account, ip_address(), RateLimit::CALLER);
    if (0 < $delay) {
      return Answer::haste($delay);
    }
    $address = $this->address($body);
    $card = NULL === $address ? NULL : (new Directory($this->settings))->card($this->account, $address);
    if (NULL === $card) {
      return Answer::refusal('unknown', t('Nobody who is listed has this address.'), 404);
    }
    return Answer::json($card);
  }

  /**
   * Reads an address.
   *
   * @param string $body
   *   The body of the request.
   */
  private function address(string $body): ?Address {
    $fields = strlen($body) <= SessionEndpoint::LONGEST ? json_decode($body, TRUE, 4) : NULL;
    $text = is_array($fields) ? $fields['address'] ?? NULL : NULL;
    try {
      return Address::parse(is_string($text) ? $text : '', $this->settings->domain());
    }
    catch (Refusal $refusal) {
      return NULL;
    }
  }

}
