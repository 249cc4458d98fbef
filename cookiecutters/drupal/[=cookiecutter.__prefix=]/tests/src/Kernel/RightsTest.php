<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Callers;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Session\AccountInterface;
use Drupal\user\Entity\User;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * Who may call whom.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class RightsTest extends PhoneTestBase {

  /**
   * Permissions decide what a token allows.
   */
  public function testPermissionsDecide(): void {
    $this->set(['user_destinations' => ['sales']]);
    $this->assertSame('helpdesk@example.org', $this->destination([], 'helpdesk'));
    $this->assertSame(Refusal::DESTINATION, $this->destination([], 'sales'));
    $this->assertSame('sales@example.org', $this->destination([Rights::CALL], 'sales'));
    $this->assertSame(Refusal::DESTINATION, $this->destination([Rights::CALL], 'bob'));
    $this->assertSame('*@example.org', $this->destination([Rights::CALL, Rights::CALL_DOMAIN], 'bob'));
    $this->assertSame('*@*', $this->destination([Rights::CALL_ANYWHERE], 'bob@example.com'));
  }

  /**
   * Who has every permission has no wide right by that.
   */
  public function testAdministratorsHaveNoWideRightByDefault(): void {
    $first = User::load(1);
    assert(NULL !== $first);
    foreach ([$first, $this->person([], 'root', [], TRUE)] as $user) {
      $this->assertSame(Refusal::DESTINATION, $this->called($user, 'bob'));
      $this->assertSame('helpdesk@example.org', $this->called($user, 'helpdesk'));
    }
  }

  /**
   * Anonymous visitors are guests, whatever their role was given.
   */
  public function testAnonymousVisitorsAreGuests(): void {
    user_role_grant_permissions('anonymous', [Rights::CALL, Rights::CALL_ANYWHERE, Rights::RECEIVE]);
    $visitor = $this->container->get('current_user');

    $this->assertTrue($this->container->get(Callers::class)->caller($visitor)->guest());
    $this->assertSame(Refusal::DESTINATION, $this->called($visitor, 'bob'));
  }

  /**
   * Asks what a user with permissions may call.
   *
   * @param list<string> $permissions
   *   The permissions.
   * @param string $wanted
   *   Whom to call.
   *
   * @return string
   *   What the token allows, or why there is none.
   */
  private function destination(array $permissions, string $wanted): string {
    return $this->called($this->person($permissions), $wanted);
  }

  /**
   * Asks what somebody may call.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   * @param string $wanted
   *   Whom to call.
   *
   * @return string
   *   What the token allows, or why there is none.
   */
  private function called(AccountInterface $visitor, string $wanted): string {
    $callers = $this->container->get(Callers::class);
    try {
      $caller = $callers->caller($visitor);
      return (string) $callers->policy($visitor)->destination($caller, Address::parse($wanted, 'example.org'));
    }
    catch (Refusal $refusal) {
      return $refusal->reason();
    }
  }

}
