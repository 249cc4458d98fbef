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
   * Describes the permissions, for hook_permission().
   *
   * @return array<string, array<string, mixed>>
   *   Titles and descriptions by permission.
   */
  public static function permissions(): array {
    $wide = t('With reSIProcate repro its holders can also register as others and receive their calls. The role of administrators and the first user do not have this one by themselves: give it by another role.');
    $guests = t('Has no effect for anonymous visitors: they are guests.');
    return [
      self::ADMINISTER => [
        'title' => t('Administer the phone'),
        'description' => t('Change its settings and, together with the permission to administer users, give people SIP names.'),
        'restrict access' => TRUE,
      ],
      self::USE => [
        'title' => t('See the phone'),
        'description' => t('Without one of the permissions below, what guests may call can be called, and nothing else.'),
      ],
      self::CALL => [
        'title' => t('Call the listed destinations'),
        'description' => $guests,
      ],
      self::CALL_DOMAIN => [
        'title' => t('Call everybody of the SIP domain'),
        'description' => $wide,
        'restrict access' => TRUE,
      ],
      self::CALL_ANYWHERE => [
        'title' => t('Call every SIP address'),
        'description' => $wide,
        'restrict access' => TRUE,
      ],
      self::RECEIVE => [
        'title' => t('Be called'),
        'description' => $guests,
      ],
    ];
  }

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
