<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Directory;
use Drupal\[= cookiecutter.__prefix =]\Listing;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\StatusReport;
use Drupal\Core\Cache\Cache;
use Drupal\Core\Database\Database;
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
    $able = $this->person([Rights::CALL_DOMAIN]);
    $unable = $this->person([], 'not a name', ['roles' => $able->getRoles(TRUE)]);
    foreach ([[$unable, []], [$able, ['Sales <b>' => ['anna']]], [$unable, []]] as [$user, $names]) {
      $this->setCurrentUser($user);
      $this->assertSame($names, $this->names());
    }
  }

  /**
   * Blocked people take nobody's place, and cards know those who have none.
   */
  public function testManyPeople(): void {
    $role = $this->person([Rights::RECEIVE])->getRoles(TRUE)[0];
    $this->crowd($role, 300, 0);
    $this->crowd($role, 220, 1);
    $caller = $this->person([Rights::CALL_DOMAIN]);
    $this->setCurrentUser($caller);
    $this->assertCount(220, $this->names()['']);
    $this->assertArrayNotHasKey('[= cookiecutter.__prefix =]_directory', $this->container->get(StatusReport::class)->entries());

    $last = $this->crowd($role, 300, 1);
    $this->assertCount(500, array_merge(...array_values($this->names())));
    $this->assertSame($last, $this->read($this->post('caller', ['address' => $last]))['name']);
    $this->assertArrayHasKey('[= cookiecutter.__prefix =]_directory', $this->container->get(StatusReport::class)->entries());
  }

  /**
   * However many people there are, the database is asked little.
   */
  public function testAsksTheDatabaseLittle(): void {
    $role = $this->person([Rights::RECEIVE])->getRoles(TRUE)[0];
    $this->crowd($role, 100, 1);
    $this->list('help', 'Desk', 'helpdesk');
    $address = Address::parse('helpdesk@example.org');
    foreach ([$this->person([Rights::CALL_DOMAIN]), new AnonymousUserSession()] as $visitor) {
      $this->setCurrentUser($visitor);
      $build = fn (Directory $directory): array => $directory->groups($visitor);
      $this->assertLessThan(25, $this->questions($build));
      $this->assertLessThan(10, $this->questions($build), 'It is kept.');
      $this->assertLessThan(25, $this->questions(fn (Directory $directory): ?array => $directory->card($visitor, $address)));
    }
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
   * Makes people who agreed to be listed, without the work of saving them.
   *
   * @param string $role
   *   Their role.
   * @param int $count
   *   How many.
   * @param int $status
   *   Whether they are active.
   *
   * @return string
   *   The login of the last one.
   */
  private function crowd(string $role, int $count, int $status): string {
    $query = $this->container->get('entity_type.manager')->getStorage('user')->getQuery();
    $first = 1 + (int) max(0, ...array_values((array) $query->accessCheck(FALSE)->execute()));
    $rows = [];
    for ($id = $first; $id < $first + $count; ++$id) {
      $rows['users'][] = ['uid' => $id, 'uuid' => "uuid-$id", 'langcode' => 'en'];
      $rows['users_field_data'][] = [
        'uid' => $id,
        'langcode' => 'en',
        'name' => "staff$id",
        'status' => $status,
        'created' => 1,
        'access' => 0,
        'login' => 0,
        'default_langcode' => 1,
      ];
      $rows['user__roles'][] = [
        'bundle' => 'user',
        'entity_id' => $id,
        'revision_id' => $id,
        'langcode' => 'en',
        'delta' => 0,
        'roles_target_id' => $role,
      ];
      $rows['users_data'][] = [
        'uid' => $id,
        'module' => '[= cookiecutter.__prefix =]',
        'name' => 'department',
        'value' => '',
        'serialized' => 0,
      ];
    }
    foreach ($rows as $table => $values) {
      $insert = $this->container->get('database')->insert($table)->fields(array_keys($values[0]));
      array_map([$insert, 'values'], $values);
      $insert->execute();
    }
    Cache::invalidateTags(['user_list', Listing::TAG]);
    return 'staff' . ($id - 1);
  }

  /**
   * Counts the questions to the database.
   *
   * @param callable $work
   *   What is done with the directory.
   *
   * @return int
   *   Their number.
   */
  private function questions(callable $work): int {
    $this->container->get('entity_type.manager')->getStorage('user')->resetCache();
    Database::startLog('directory');
    $work($this->container->get(Directory::class));
    return count((array) Database::getLog('directory'));
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
