<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\Core\Access\CsrfRequestHeaderAccessCheck;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * What the session route answers.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class SessionTest extends PhoneTestBase {

  /**
   * A guest gets a token for one listed address, and no cache keeps it.
   */
  public function testGuestsCallTheListedAddresses(): void {
    $response = $this->ask('helpdesk');
    $answer = $this->read($response);

    $this->assertSame(200, $response->getStatusCode());
    $this->assertSame('no-store, private', $response->headers->get('Cache-Control'));
    $this->assertSame(['helpdesk@example.org'], $answer['destinations']);
    $this->assertSame('sip:guest@example.org', $answer['user']['uri']);
    $this->assertFalse($answer['user']['register']);
    $this->assertMatchesRegularExpression('~^wss://sip\.example\.org/ws;WSSessionInfo=1%3A\d+%3A\d+%3Aguest%40example\.org%3Ahelpdesk%40example\.org;WSSessionExtra=[0-9a-f]{32};WSSessionMAC=[0-9a-f]{40}$~', $answer['websocket']['url']);
  }

  /**
   * Everything else is refused to guests.
   */
  public function testGuestsCallNobodyElse(): void {
    $this->assertRefused(403, 'destination_refused', $this->ask('bob'));
    $this->assertRefused(403, 'address_invalid', $this->ask('*@example.org'));
    $this->set(['guest_destinations' => []]);
    $this->assertRefused(401, 'signed_out', $this->ask());
  }

  /**
   * Pages of other sites get nothing.
   */
  public function testOtherOriginsAreRefused(): void {
    $this->assertRefused(403, 'origin_refused', $this->ask('helpdesk', ['Origin' => 'https://evil.example']));
    $this->assertRefused(403, 'origin_refused', $this->ask('helpdesk', ['Origin' => 'null']));
    $this->assertSame(415, $this->ask('helpdesk', ['Content-Type' => 'text/plain'])->getStatusCode());
  }

  /**
   * A site that lacks its secret gives no session.
   */
  public function testWithoutSecretThereIsNoSession(): void {
    $this->setSetting('[= cookiecutter.__prefix =]_token_secret', 'short');
    $this->assertRefused(503, 'not_configured', $this->ask('helpdesk'));
  }

  /**
   * Users first fetch a token against forged requests.
   */
  public function testUsersNeedToken(): void {
    $this->setCurrentUser($this->person([Rights::CALL, Rights::RECEIVE], 'alice'));
    $this->assertSame(['nonce_required' => TRUE], $this->read($this->ask()));
    $this->assertRefused(403, 'nonce_refused', $this->ask(NULL, ['X-CSRF-Token' => 'wrong']));

    $answer = $this->read($this->ask(NULL, $this->token()));
    $this->assertSame('sip:alice@example.org', $answer['user']['uri']);
    $this->assertTrue($answer['user']['register']);
    $this->assertSame(['alice@example.org'], $answer['destinations']);
  }

  /**
   * With SIP passwords, the site vouches for nobody.
   */
  public function testPasswordsNeedNoToken(): void {
    $this->set(['sign_in' => 'password']);
    $answer = $this->read($this->ask());

    $this->assertNull($answer['user']);
    $this->assertSame('wss://sip.example.org/ws', $answer['websocket']['url']);
  }

  /**
   * Guests behind one address share a limit.
   */
  public function testRequestsAreLimited(): void {
    for ($count = 0; $count < 60; ++$count) {
      $this->assertSame(200, $this->ask('helpdesk')->getStatusCode());
    }
    $response = $this->ask('helpdesk');
    $this->assertRefused(429, 'too_many_requests', $response);
    $this->assertSame('60', $response->headers->get('Retry-After'));
  }

  /**
   * Gives the header that a user's phone sends.
   *
   * @return array<string, string>
   *   The header.
   */
  private function token(): array {
    return ['X-CSRF-Token' => $this->container->get('csrf_token')->get(CsrfRequestHeaderAccessCheck::TOKEN_KEY)];
  }

  /**
   * Asserts a refusal that shows no secret.
   *
   * @param int $status
   *   HTTP status.
   * @param string $code
   *   The reason.
   * @param \Symfony\Component\HttpFoundation\Response $response
   *   The answer.
   */
  private function assertRefused(int $status, string $code, $response): void {
    $this->assertSame($status, $response->getStatusCode());
    $this->assertSame($code, $this->read($response)['code']);
    $this->assertSame('no-store, private', $response->headers->get('Cache-Control'));
    $this->assertStringNotContainsString(self::SECRET, (string) $response->getContent());
  }

}
