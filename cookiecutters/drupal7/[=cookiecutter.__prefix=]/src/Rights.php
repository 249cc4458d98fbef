<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Policy;

/**
 * Knows what people may do with the phone.
 *
 * The wide rights are given knowingly or not at all: with reSIProcate repro,
 * the holder of a token can also register as whom it lets them call, and so
 * take the calls of a whole domain. Drupal gives the role of administrators
 * every permission of a new module, and the first user has them all anyway; so
 * neither has these because of that.
 */
final class Rights {

  public const ADMINISTER = 'administer [= cookiecutter.__prefix =]';
  public const USE = 'use [= cookiecutter.__prefix =]';
  public const CALL = 'call with [= cookiecutter.__prefix =]';
  public const CALL_DOMAIN = 'call domain with [= cookiecutter.__prefix =]';
  public const CALL_ANYWHERE = 'call anywhere with [= cookiecutter.__prefix =]';
  public const RECEIVE = 'receive with [= cookiecutter.__prefix =]';

  /**
   * Tells whom somebody may call by rights of their own.
   *
   * @param object $account
   *   The visitor.
   *
   * @return string
   *   A reach of Sip\Policy.
   */
  public function reach(object $account): string {
    if (0 === (int) $account->uid) {
      return Policy::NONE;
    }
    foreach ([Policy::ANYONE => self::CALL_ANYWHERE, Policy::DOMAIN => self::CALL_DOMAIN] as $reach => $permission) {
      if ([] !== array_intersect_key((array) $account->roles, $this->rolesWith($permission))) {
        return $reach;
      }
    }
    return user_access(self::CALL, $account) ? Policy::LISTED : Policy::NONE;
  }

  /**
   * Tells whether somebody can be called.
   *
   * @param object $account
   *   The visitor.
   *
   * @return bool
   *   Whether they can.
   */
  public function receives(object $account): bool {
    return 0 !== (int) $account->uid && user_access(self::RECEIVE, $account);
  }

  /**
   * Lists the roles that were given a permission, but for administrators.
   *
   * @param string $permission
   *   The permission.
   *
   * @return array<int, string>
   *   Names by id.
   */
  public function rolesWith(string $permission): array {
    $roles = user_roles(FALSE, $permission);
    unset($roles[(int) variable_get('user_admin_role', 0)]);
    return $roles;
  }

}
