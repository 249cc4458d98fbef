<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Policy;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\Core\Session\AccountInterface;

/**
 * Knows what people may do with the phone.
 *
 * The wide rights are given knowingly or not at all: with reSIProcate repro,
 * the holder of a token can also register as whom it lets them call, and so
 * take the calls of a whole domain. So a role that has every permission, like
 * that of administrators, does not have these; nor has the first user.
 */
final class Rights {

  public const ADMINISTER = 'administer [= cookiecutter.__prefix =]';
  public const USE = 'use [= cookiecutter.__prefix =]';
  public const CALL = 'call with [= cookiecutter.__prefix =]';
  public const CALL_DOMAIN = 'call domain with [= cookiecutter.__prefix =]';
  public const CALL_ANYWHERE = 'call anywhere with [= cookiecutter.__prefix =]';
  public const RECEIVE = 'receive with [= cookiecutter.__prefix =]';

  public function __construct(private readonly EntityTypeManagerInterface $entityTypeManager) {}

  /**
   * Tells whom somebody may call by rights of their own.
   *
   * @param \Drupal\Core\Session\AccountInterface $account
   *   The visitor.
   *
   * @return string
   *   A reach of Sip\Policy.
   */
  public function reach(AccountInterface $account): string {
    if ($account->isAnonymous()) {
      return Policy::NONE;
    }
    foreach ([Policy::ANYONE => self::CALL_ANYWHERE, Policy::DOMAIN => self::CALL_DOMAIN] as $reach => $permission) {
      if ([] !== array_intersect($account->getRoles(), array_keys($this->rolesWith($permission)))) {
        return $reach;
      }
    }
    return $account->hasPermission(self::CALL) ? Policy::LISTED : Policy::NONE;
  }

  /**
   * Tells whether somebody can be called.
   *
   * @param \Drupal\Core\Session\AccountInterface $account
   *   The visitor.
   *
   * @return bool
   *   Whether they can.
   */
  public function receives(AccountInterface $account): bool {
    return $account->isAuthenticated() && $account->hasPermission(self::RECEIVE);
  }

  /**
   * Lists the roles whose holders can be called.
   *
   * @return list<string>
   *   Ids.
   */
  public function receivers(): array {
    $roles = $this->entityTypeManager->getStorage('user_role')->loadMultiple();
    $receivers = array_filter($roles, static fn ($role): bool => $role->hasPermission(self::RECEIVE));
    return array_map('strval', array_keys($receivers));
  }

  /**
   * Lists the roles that were given a permission by name.
   *
   * @param string $permission
   *   The permission.
   *
   * @return array<string, string>
   *   Labels by id.
   */
  public function rolesWith(string $permission): array {
    $labels = [];
    /** @var \Drupal\user\RoleInterface $role */
    foreach ($this->entityTypeManager->getStorage('user_role')->loadMultiple() as $role) {
      if (!$role->isAdmin() && $role->hasPermission($permission)) {
        $labels[(string) $role->id()] = (string) $role->label();
      }
    }
    return $labels;
  }

}
