<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\KernelTests\KernelTestBase;
use Drupal\Tests\user\Traits\UserCreationTrait;
use Drupal\user\RoleInterface;
use Drupal\user\UserInterface;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;

/**
 * A site with the phone, set up.
 */
abstract class PhoneTestBase extends KernelTestBase {

  use UserCreationTrait;

  protected const SECRET = '0123456789abcdef0123456789abcdef';

  /**
   * {@inheritdoc}
   */
  protected static $modules = ['system', 'user', 'block', '[= cookiecutter.__prefix =]'];

  /**
   * {@inheritdoc}
   */
  protected function setUp(): void {
    parent::setUp();
    $this->installEntitySchema('user');
    $this->installConfig(['system', 'user', '[= cookiecutter.__prefix =]']);
    // The first user, whom Drupal gives every permission.
    $this->createUser([], 'first');
    $this->grantPermissions($this->role(RoleInterface::ANONYMOUS_ID), [Rights::USE]);
    $this->grantPermissions($this->role(RoleInterface::AUTHENTICATED_ID), [Rights::USE]);
    $this->set([
      'websocket_url' => 'wss://sip.example.org/ws',
      'sip_domain' => 'example.org',
      'guest_destinations' => ['helpdesk'],
    ]);
    $this->setSetting('[= cookiecutter.__prefix =]_token_secret', self::SECRET);
  }

  /**
   * Creates a user.
   *
   * @param list<string> $permissions
   *   What the user may do.
   * @param string|null $name
   *   The login, or NULL for any.
   * @param array<string, mixed> $values
   *   Values of fields.
   * @param bool $admin
   *   Whether the user has every permission.
   *
   * @return \Drupal\user\UserInterface
   *   The user.
   */
  protected function person(array $permissions = [], ?string $name = NULL, array $values = [], bool $admin = FALSE): UserInterface {
    /** @var \Drupal\user\UserInterface $user */
    $user = $this->createUser($permissions, $name, $admin, $values);
    return $user;
  }

  /**
   * Changes settings.
   *
   * @param array<string, mixed> $values
   *   Settings by name.
   */
  protected function set(array $values): void {
    $config = $this->config(Settings::NAME);
    foreach ($values as $key => $value) {
      $config->set($key, $value);
    }
    $config->save();
  }

  /**
   * Asks for a session, as the phone does.
   *
   * @param string|null $destination
   *   Whom to call.
   * @param array<string, string> $headers
   *   Headers that differ from the usual ones.
   *
   * @return \Symfony\Component\HttpFoundation\Response
   *   The answer.
   */
  protected function ask(?string $destination = NULL, array $headers = []): Response {
    return $this->post('session', ['destination' => $destination], $headers);
  }

  /**
   * Asks an endpoint.
   *
   * @param string $endpoint
   *   The end of its path.
   * @param array<string, mixed> $body
   *   What is asked.
   * @param array<string, string> $headers
   *   Headers that differ from the usual ones.
   *
   * @return \Symfony\Component\HttpFoundation\Response
   *   The answer.
   */
  protected function post(string $endpoint, array $body, array $headers = []): Response {
    $json = json_encode($body, JSON_THROW_ON_ERROR);
    $request = Request::create('/[= cookiecutter.__dashed =]/v1/' . $endpoint, 'POST', [], [], [], [], $json);
    $headers += ['Content-Type' => 'application/json', 'Origin' => 'http://localhost'];
    foreach ($headers as $name => $value) {
      $request->headers->set($name, $value);
    }
    return $this->container->get('http_kernel')->handle($request);
  }

  /**
   * Reads an answer.
   *
   * @param \Symfony\Component\HttpFoundation\Response $response
   *   The answer.
   *
   * @return array<string, mixed>
   *   Its JSON.
   */
  protected function read(Response $response): array {
    return json_decode((string) $response->getContent(), TRUE, 512, JSON_THROW_ON_ERROR);
  }

  /**
   * Loads a role.
   *
   * @param string $id
   *   The role.
   *
   * @return \Drupal\user\RoleInterface
   *   The role.
   */
  private function role(string $id): RoleInterface {
    $role = $this->container->get('entity_type.manager')->getStorage('user_role')->load($id);
    assert($role instanceof RoleInterface);
    return $role;
  }

}
