<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Identity;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\[= cookiecutter.__prefix =]\SipNames;
use Drupal\user\UserInterface;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * Who people are to the SIP server.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class IdentityTest extends PhoneTestBase {

  /**
   * A login is a name as it is, or not at all.
   */
  public function testLoginsAreNamesOrNot(): void {
    $this->assertSame('alice@example.org', $this->address($this->person([], 'Alice')));
    $this->assertSame(Refusal::CHARACTERS, $this->address($this->person([], 'Al ice')));
    $this->assertSame(Refusal::CHARACTERS, $this->address($this->person([], 'a@example.org')));
    $this->assertSame(Refusal::RESERVED, $this->address($this->person([], 'HelpDesk')));
    $this->assertSame(Refusal::RESERVED, $this->address($this->person([], 'guest')));
  }

  /**
   * A name that was given wins, whoever signs up with it later.
   */
  public function testGivenNamesWin(): void {
    $anna = $this->person([], 'Anna Smith', [SipNames::FIELD => 'Anna']);
    $this->assertSame('anna@example.org', $this->address($anna));
    $this->assertSame(Refusal::TAKEN, $this->address($this->person([], 'anna')));
  }

  /**
   * A name is given once, and never that of the guests.
   */
  public function testGivenNamesAreChecked(): void {
    $bob = $this->person([], 'bob');
    $this->person([], 'carol', [SipNames::FIELD => 'desk']);
    foreach (['Desk', 'CAROL', 'guest', 'a b', 'x@example.org', '*'] as $name) {
      $this->assertCount(1, $bob->set(SipNames::FIELD, $name)->validate(), $name);
    }
    foreach (['helpdesk', 'Bob', ''] as $name) {
      $this->assertCount(0, $bob->set(SipNames::FIELD, $name)->validate(), $name);
    }
  }

  /**
   * The database finds a name without reading all users.
   */
  public function testNamesHaveAnIndex(): void {
    $index = 'user_field__' . SipNames::FIELD . '__value';
    $this->assertTrue($this->container->get('database')->schema()->indexExists('users_field_data', $index));
    $this->assertArrayNotHasKey('user', $this->container->get('entity.definition_update_manager')->getChangeSummary());
  }

  /**
   * Only administrators of both see and change names.
   */
  public function testNamesAreForAdministrators(): void {
    $bob = $this->person([], 'bob');
    $admin = $this->person(['administer users', Rights::ADMINISTER]);
    $this->assertTrue($bob->get(SipNames::FIELD)->access('edit', $admin));
    foreach ([[], ['administer users'], [Rights::ADMINISTER]] as $permissions) {
      $this->assertFalse($bob->get(SipNames::FIELD)->access('edit', $this->person($permissions)));
    }
    $this->assertFalse($bob->get(SipNames::FIELD)->access('edit', $bob));
  }

  /**
   * Uninstalling takes names, settings and rights along.
   */
  public function testUninstallingLeavesNothing(): void {
    $this->installSchema('user', ['users_data']);
    $this->person([Rights::CALL], 'anna', [SipNames::FIELD => 'desk']);
    $displays = $this->container->get('entity_display.repository');
    $displays->getFormDisplay('user', 'user')->save();
    $displays->getFormDisplay('user', 'user', 'register')->removeComponent(SipNames::FIELD)->save();
    $displays->getViewDisplay('user', 'user')->save();
    $this->assertStringContainsString(SipNames::FIELD, serialize(\Drupal::config('core.entity_form_display.user.user.default')->getRawData()));
    $this->container->get('module_installer')->uninstall(['[= cookiecutter.__prefix =]']);

    $this->assertFalse(\Drupal::database()->schema()->fieldExists('users_field_data', SipNames::FIELD));
    $this->assertSame([], \Drupal::configFactory()->listAll('[= cookiecutter.__prefix =].'));
    $this->assertSame([], \Drupal::state()->get('field.field.deleted', []));
    foreach (\Drupal::configFactory()->listAll() as $name) {
      $this->assertStringNotContainsString(SipNames::FIELD, serialize(\Drupal::config($name)->getRawData()), $name);
    }
    foreach (\Drupal::entityTypeManager()->getStorage('user_role')->loadMultiple() as $role) {
      $this->assertStringNotContainsString('[= cookiecutter.__prefix =]', implode(' ', $role->getPermissions()));
    }
  }

  /**
   * Tells the address of a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return string
   *   The address, or why there is none.
   */
  private function address(UserInterface $user): string {
    try {
      return (string) $this->container->get(Identity::class)->address($user);
    }
    catch (Refusal $refusal) {
      return $refusal->reason();
    }
  }

}
