<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Listing;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\Core\Cache\CacheableResponseInterface;
use Drupal\Core\Session\AnonymousUserSession;
use Drupal\user\UserInterface;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;

/**
 * Who sees whom in the directory and on the caller card.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class DirectoryTest extends PhoneTestBase {

  /**
   * {@inheritdoc}
   */
  protected function setUp(): void {
    parent::setUp();
    $this->installSchema('user', ['users_data']);
    $this->setCurrentUser(new AnonymousUserSession());
    $this->list('anna', 'Sales <b>');
  }

  /**
   * Users see who agreed and can be called, in groups.
   */
  public function testListsWhoAgreedAndCanBeCalled(): void {
    $this->list('bob', '');
    $this->list('ada', 'Sales <b>');
    $this->person([Rights::RECEIVE], 'otto');
    $this->container->get(Listing::class)->add($this->person([], 'mute'), 'Sales <b>');
    $blocked = $this->list('gone', 'Sales <b>');
    $blocked->block()->save();
    $this->setCurrentUser($this->person([Rights::CALL_DOMAIN]));

    $this->assertSame(['' => ['bob'], 'Sales <b>' => ['ada', 'anna']], $this->names());
  }

  /**
   * Visitors see those whom they may call, and nobody else.
   */
  public function testListsWhomTheVisitorMayCall(): void {
    $this->assertSame([], $this->names());
    $this->set(['guest_destinations' => ['anna']]);
    $this->assertSame([], $this->names(), 'A listed name is reserved: nobody has it by their login.');
    $this->list('help', 'Desk', 'helpdesk');
    $this->set(['guest_destinations' => ['helpdesk']]);
    $this->assertSame(['Desk' => ['help']], $this->names());
    $this->setCurrentUser($this->person([Rights::CALL]));
    $this->assertSame(['Desk' => ['help']], $this->names());
    $this->set(['sign_in' => 'password']);
    $this->assertSame([], $this->names());
  }

  /**
   * The answer is kept until somebody leaves the list or changes.
   */
  public function testTheAnswerChangesWithTheList(): void {
    $me = $this->person([Rights::CALL_DOMAIN]);
    $this->setCurrentUser($me);
    $response = $this->directory();
    $this->assertStringContainsString('private', (string) $response->headers->get('Cache-Control'));
    $this->assertStringContainsString('anna@example.org', (string) $response->getContent());

    $anna = user_load_by_name('anna');
    assert($anna instanceof UserInterface);
    $this->container->get(Listing::class)->remove($anna);
    $this->assertSame([], $this->names());
  }

  /**
   * Who can have no address sees nobody, and spoils the answer for nobody.
   */
  public function testKeepsNoAnswerForWhoCannotCall(): void {
    $this->setCurrentUser($this->person([Rights::CALL_DOMAIN], 'not a name'));
    $response = $this->directory();
    assert($response instanceof CacheableResponseInterface);
    $this->assertSame([], $this->names());
    $this->assertSame(0, $response->getCacheableMetadata()->getCacheMaxAge());
  }

  /**
   * The caller card knows who agreed, and nobody else.
   */
  public function testSaysWhoCalls(): void {
    $this->person([Rights::RECEIVE], 'otto');
    $this->setCurrentUser($this->person([Rights::RECEIVE]));

    $card = $this->read($this->post('caller', ['address' => 'Anna@EXAMPLE.org']));
    $this->assertSame(['name' => 'anna', 'photo' => NULL, 'about' => 'Sales <b>'], $card);
    foreach (['otto@example.org', 'anna@example.net', '*', "a\0b", '', 7, NULL] as $address) {
      $response = $this->post('caller', ['address' => $address]);
      $this->assertSame(404, $response->getStatusCode());
      $this->assertSame('no-store, private', $response->headers->get('Cache-Control'));
    }
  }

  /**
   * Guests learn nothing about people whom they may not call.
   */
  public function testTellsGuestsNothingAboutOthers(): void {
    $this->list('help', 'Desk', 'helpdesk');
    $this->assertSame(404, $this->post('caller', ['address' => 'anna@example.org'])->getStatusCode());
    $this->assertSame('help', $this->read($this->post('caller', ['address' => 'helpdesk']))['name']);
  }

  /**
   * Other sites' pages cannot ask, and nobody can try all addresses.
   */
  public function testQuestionsAreLimited(): void {
    $headers = ['Origin' => 'https://evil.example'];
    $this->assertSame(403, $this->post('caller', ['address' => 'anna'], $headers)->getStatusCode());
    for ($count = 0; $count < 30; ++$count) {
      $this->assertSame(404, $this->post('caller', ['address' => "anna$count"])->getStatusCode());
    }
    $this->assertSame(429, $this->post('caller', ['address' => 'anna'])->getStatusCode());
    $this->assertSame(200, $this->ask('helpdesk')->getStatusCode(), 'Calls are counted by themselves.');
  }

  /**
   * Without the permission there is neither.
   */
  public function testWantsThePermission(): void {
    user_role_revoke_permissions('anonymous', [Rights::USE]);
    $this->assertSame(403, $this->post('caller', ['address' => 'anna'])->getStatusCode());
    $this->assertSame(403, $this->directory()->getStatusCode());
  }

  /**
   * What people entered goes with their account, and with the module.
   */
  public function testLeavesNothing(): void {
    $data = $this->container->get('user.data');
    $bob = $this->list('bob', 'IT');
    $this->assertCount(2, (array) $data->get('[= cookiecutter.__prefix =]', NULL, 'department'));
    $bob->delete();
    $this->assertCount(1, (array) $data->get('[= cookiecutter.__prefix =]', NULL, 'department'));
    $this->container->get('module_installer')->uninstall(['[= cookiecutter.__prefix =]']);
    $this->assertSame([], \Drupal::service('user.data')->get('[= cookiecutter.__prefix =]'));
  }

  /**
   * Creates a user who can be called and is listed.
   *
   * @param string $login
   *   The login.
   * @param string $department
   *   The department.
   * @param string|null $sip_name
   *   The name that an administrator gave, or NULL for the login.
   *
   * @return \Drupal\user\UserInterface
   *   The user.
   */
  private function list(string $login, string $department, ?string $sip_name = NULL): UserInterface {
    $user = $this->person([Rights::RECEIVE], $login, ['[= cookiecutter.__prefix =]_sip_name' => $sip_name]);
    $this->container->get(Listing::class)->add($user, $department);
    return $user;
  }

  /**
   * Asks for the directory.
   *
   * @return \Symfony\Component\HttpFoundation\Response
   *   The answer.
   */
  private function directory(): Response {
    return $this->container->get('http_kernel')->handle(Request::create('/[= cookiecutter.__dashed =]/v1/directory'));
  }

  /**
   * Reads who is in the directory.
   *
   * @return array<string, list<string>>
   *   Names by group.
   */
  private function names(): array {
    $names = [];
    $groups = $this->read($this->directory())['groups'];
    foreach (is_array($groups) ? $groups : [] as ['name' => $group, 'people' => $people]) {
      $names[$group] = array_column($people, 'name');
    }
    return $names;
  }

}
