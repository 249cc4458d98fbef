<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Moves the token of a session out of its URL into cookies.
 *
 * The SIP server then has to be on the host or the domain of the site. There is
 * one set of cookies in a browser: two pages that call different addresses at
 * once take turns.
 */
final class TokenCookies {

  /**
   * Names of the cookies in the order in which they are sent.
   *
   * The MAC is last: reSIProcate misreads a token that ends in an empty value.
   */
  private const NAMES = ['WSSessionInfo', 'WSSessionExtra', 'WSSessionMAC'];

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
  }

  /**
   * Sends a session's token as cookies.
   *
   * @param array<string, mixed> $session
   *   What Sip\Session answered.
   *
   * @return array<string, mixed>
   *   The same without the token.
   */
  public function move(array $session): array {
    // No ";" can be in the URL before the token, and the token's values are
    // percent-encoded already.
    $parts = explode(';', $session['websocket']['url']);
    $session['websocket']['url'] = array_shift($parts);
    foreach ($parts as $part) {
      [$name, $value] = explode('=', $part, 2);
      $this->send($name, $value, $session['websocket']['expires']);
    }
    return $session;
  }

  /**
   * Removes the cookies.
   */
  public function remove(): void {
    foreach (self::NAMES as $name) {
      $this->send($name, '', 1);
    }
  }

  /**
   * Sends a cookie.
   *
   * @param string $name
   *   Its name.
   * @param string $value
   *   Its value, encoded.
   * @param int $expires
   *   Unix time in seconds.
   */
  private function send(string $name, string $value, int $expires): void {
    $url = $this->settings->websocketUrl();
    setrawcookie($name, $value, [
      'expires' => $expires,
      // Other programs on the host need not see the token.
      'path' => parse_url($url, PHP_URL_PATH) ?: '/',
      'domain' => $this->settings->text('cookie_domain'),
      // A WebSocket without TLS is for tests on one's own machine.
      'secure' => 0 === strpos($url, 'wss:'),
      'httponly' => TRUE,
      'samesite' => 'Strict',
    ]);
  }

}
