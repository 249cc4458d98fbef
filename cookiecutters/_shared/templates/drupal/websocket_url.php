<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Reads ws:// and wss:// URLs.
 *
 * A token follows the path as ";" parameters (reSIProcate's format), so the URL
 * has no query, fragment, user or ";".
 */
final class WebsocketUrl {

  private const PATTERN = '~\A(?<scheme>wss?)://(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?<port>:[0-9]{1,5})?(?<path>/[a-z0-9._\~!$&\'()*+,=:@/%-]*)?\z~i';

  /**
   * The scheme: ws or wss.
   */
  private [= readonly =]string $scheme;

  /**
   * Host name or address.
   */
  private [= readonly =]string $host;

  /**
   * Port and path.
   */
  private [= readonly =]string $rest;

  /**
   * Reads a URL.
   *
   * @param string $text
   *   The URL.
   *
   * @throws \InvalidArgumentException
   *   When it is none that a phone can use.
   */
  public function __construct(string $text) {
    $parts = [];
    if (1 !== preg_match(self::PATTERN, $text, $parts) || 65535 < (int) substr($parts['port'] ?? '', 1)) {
      throw new \InvalidArgumentException('Not a WebSocket URL.');
    }
    $this->scheme = strtolower($parts['scheme']);
    $this->host = strtolower($parts['host']);
    $this->rest = ($parts['port'] ?? '') . ($parts['path'] ?? '');
  }

  /**
   * Writes the URL in its usual form.
   */
  public function __toString(): string {
    return $this->scheme . '://' . $this->host . $this->rest;
  }

  /**
   * Tells whether calls and tokens would cross a network unencrypted.
   *
   * @return bool
   *   Whether they would.
   */
  public function isUnsafe(): bool {
    return 'ws' === $this->scheme && !$this->isLoopback();
  }

  /**
   * Writes the address of the server as PHP's sockets want it.
   *
   * @return string
   *   For example "tls://sip.example.org:443".
   */
  public function socket(): string {
    $port = parse_url((string) $this, PHP_URL_PORT) ?? ('ws' === $this->scheme ? 80 : 443);
    return ('ws' === $this->scheme ? 'tcp://' : 'tls://') . $this->host . ':' . $port;
  }

  /**
   * Tells whether the host is this very machine.
   *
   * @return bool
   *   Whether it is.
   */
  private function isLoopback(): bool {
    return 1 === preg_match('/\A(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])\z/', $this->host);
  }

}
