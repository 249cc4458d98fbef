<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Tells whether this machine reaches the SIP server.
 *
 * Browsers may be in another network, so this is a hint and no proof.
 */
final class ServerCheck {

  /**
   * Seconds that the server has to answer.
   */
  private const PATIENCE = 5;

  /**
   * Asks the server for a WebSocket, without a token.
   *
   * @param string $url
   *   Its WebSocket URL.
   *
   * @return string|null
   *   The first line of the answer, such as "HTTP/1.1 403 Forbidden", '' when
   *   the server hangs up without one, as reSIProcate repro does to those who
   *   have no token, or NULL when it cannot be reached.
   */
  public function ask(string $url): ?string {
    // A warning says no more than FALSE does.
    $socket = @stream_socket_client((new WebsocketUrl($url))->socket(), $code, $message, self::PATIENCE);
    if (FALSE === $socket) {
      return NULL;
    }
    stream_set_timeout($socket, self::PATIENCE);
    fwrite($socket, $this->request($url));
    $line = fgets($socket, 200);
    fclose($socket);
    return trim((string) preg_replace('/[^\x20-\x7E]/', '', (string) $line));
  }

  /**
   * Writes the request (RFC 6455, RFC 7118).
   *
   * @param string $url
   *   A WebSocket URL.
   *
   * @return string
   *   An HTTP request.
   */
  private function request(string $url): string {
    $lines = [
      'GET ' . (parse_url($url, PHP_URL_PATH) ?: '/') . ' HTTP/1.1',
      'Host: ' . parse_url($url, PHP_URL_HOST),
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: ' . base64_encode(random_bytes(16)),
      'Sec-WebSocket-Protocol: sip',
    ];
    return implode("\r\n", $lines) . "\r\n\r\n";
  }

}
