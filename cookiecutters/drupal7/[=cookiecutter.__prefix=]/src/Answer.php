<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * What the phone's scripts are answered. No cache keeps it.
 */
final class Answer {

  /**
   * HTTP status.
   */
  private int $status;

  /**
   * The body.
   */
  private string $body;

  /**
   * Headers by name.
   *
   * @var array<string, string>
   */
  private array $headers;

  /**
   * Makes an answer.
   *
   * @param int $status
   *   HTTP status.
   * @param string $body
   *   The body.
   * @param array<string, string> $headers
   *   Headers that differ from the usual ones.
   */
  private function __construct(int $status, string $body, array $headers) {
    $this->status = $status;
    $this->body = $body;
    $this->headers = $headers + [
      'Cache-Control' => 'no-store, private',
      'Vary' => 'Cookie, Origin',
    ];
  }

  /**
   * Makes an answer in JSON.
   *
   * @param array<string, mixed> $data
   *   What it says.
   * @param int $status
   *   HTTP status.
   * @param array<string, string> $headers
   *   More headers.
   */
  public static function json(array $data, int $status = 200, array $headers = []): self {
    return new self($status, drupal_json_encode($data), $headers + ['Content-Type' => 'application/json']);
  }

  /**
   * Makes an answer in plain text.
   *
   * @param string $text
   *   The text.
   */
  public static function text(string $text): self {
    return new self(200, $text, ['Content-Type' => 'text/plain; charset=utf-8']);
  }

  /**
   * Makes a refusal.
   *
   * @param string $code
   *   What went wrong, for programs.
   * @param string $message
   *   What went wrong, for people.
   * @param int $status
   *   HTTP status.
   * @param array<string, string> $headers
   *   More headers.
   */
  public static function refusal(string $code, string $message, int $status, array $headers = []): self {
    return self::json(['code' => $code, 'message' => $message], $status, $headers);
  }

  /**
   * Refuses whoever asks too often.
   *
   * @param int $delay
   *   Seconds to wait.
   */
  public static function haste(int $delay): self {
    $message = t('Too many requests. Wait a little and try again.');
    return self::refusal('too_many_requests', $message, 429, ['Retry-After' => (string) $delay]);
  }

  /**
   * Refuses a visitor for whom there is no phone.
   *
   * @param bool $is_user
   *   Whether they are logged in.
   */
  public static function notAllowed(bool $is_user): self {
    if ($is_user) {
      return self::refusal('not_allowed', t('Your account may not use the phone.'), 403);
    }
    return self::refusal('signed_out', t('Log in to use the phone.'), 401);
  }

  /**
   * Makes the answer of a page that Drupal did not call.
   *
   * @param int $result
   *   MENU_ACCESS_DENIED, MENU_SITE_OFFLINE or MENU_NOT_FOUND.
   */
  public static function ofMenu(int $result): self {
    switch ($result) {
      case MENU_ACCESS_DENIED:
        return self::notAllowed(user_is_logged_in());

      case MENU_SITE_OFFLINE:
        // Without JSON: the phone then tries again, as it does with proxies.
        return new self(503, '', ['Content-Type' => 'text/plain; charset=utf-8', 'Retry-After' => '60']);

    }
    return self::refusal('not_found', t('Page not found'), 404);
  }

  /**
   * Tells the HTTP status.
   */
  public function status(): int {
    return $this->status;
  }

  /**
   * Tells the body.
   */
  public function body(): string {
    return $this->body;
  }

  /**
   * Tells the headers.
   *
   * @return array<string, string>
   *   Values by name.
   */
  public function headers(): array {
    return $this->headers;
  }

  /**
   * Sends the answer.
   */
  public function send(): void {
    drupal_page_is_cacheable(FALSE);
    drupal_add_http_header('Status', (string) $this->status);
    foreach ($this->headers as $name => $value) {
      drupal_add_http_header($name, $value);
    }
    print $this->body;
  }

}
