<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;

/**
 * Keeps the SIP names that people were given, and finds logins that collide.
 *
 * Names are in lower case: SIP servers do not tell "Anna" from "anna".
 */
final class SipNames {

  /**
   * The field of a user's form that holds the name.
   */
  public const FIELD = '[= cookiecutter.__prefix =]_sip_name';

  /**
   * The table of the names.
   */
  public const TABLE = '[= cookiecutter.__prefix =]_name';

  /**
   * Describes the table. The database lets nobody have a name twice.
   *
   * @return array<string, mixed>
   *   The table for Drupal's Schema API.
   */
  public static function schema(): array {
    return [
      'description' => 'SIP names that administrators gave to users.',
      'fields' => [
        'uid' => [
          'description' => 'The {users}.uid.',
          'type' => 'int',
          'unsigned' => TRUE,
          'not null' => TRUE,
        ],
        'name' => [
          'description' => 'The SIP name in lower case.',
          'type' => 'varchar',
          'length' => 64,
          'not null' => TRUE,
        ],
      ],
      'primary key' => ['uid'],
      'unique keys' => ['name' => ['name']],
      'foreign keys' => [
        'user' => ['table' => 'users', 'columns' => ['uid' => 'uid']],
      ],
    ];
  }

  /**
   * Tells the name that an administrator gave to a user.
   *
   * @param int $user_id
   *   The user.
   *
   * @return string
   *   The name, or ''.
   */
  public function get(int $user_id): string {
    $query = db_select(self::TABLE, 'n')->fields('n', ['name'])->condition('uid', $user_id);
    return (string) $query->execute()->fetchField();
  }

  /**
   * Gives a name to a user, or takes it back.
   *
   * @param int $user_id
   *   The user.
   * @param string $name
   *   A checked name in lower case, or ''.
   */
  public function set(int $user_id, string $name): void {
    if ('' === $name) {
      db_delete(self::TABLE)->condition('uid', $user_id)->execute();
      return;
    }
    db_merge(self::TABLE)->key(['uid' => $user_id])->fields(['name' => $name])->execute();
  }

  /**
   * Tells the names that administrators gave to users.
   *
   * @param int[] $user_ids
   *   The users.
   *
   * @return array<int, string>
   *   Names by user, without those who were given none.
   */
  public function of(array $user_ids): array {
    if ([] === $user_ids) {
      return [];
    }
    $query = db_select(self::TABLE, 'n')->fields('n', ['uid', 'name'])->condition('uid', $user_ids, 'IN');
    return $query->execute()->fetchAllKeyed();
  }

  /**
   * Tells who was given names.
   *
   * @param string[] $names
   *   Names in lower case.
   *
   * @return array<string, int>
   *   Users by name, without the names that nobody was given.
   */
  public function holders(array $names): array {
    if ([] === $names) {
      return [];
    }
    $query = db_select(self::TABLE, 'n')->fields('n', ['name', 'uid'])->condition('name', array_values($names), 'IN');
    return array_map('intval', $query->execute()->fetchAllKeyed());
  }

  /**
   * Tells who has logins that are the same names.
   *
   * @param string[] $names
   *   Names in lower case.
   *
   * @return array<string, list<int>>
   *   Users by name, the oldest first, without names that are nobody's login.
   */
  public function logins(array $names): array {
    if ([] === $names) {
      return [];
    }
    // These databases tell capital letters from small ones; in others LOWER()
    // would keep them from using their index.
    $column = in_array(db_driver(), ['pgsql', 'sqlite'], TRUE) ? 'LOWER(u.name)' : 'u.name';
    $query = db_select('users', 'u')->fields('u', ['uid', 'name'])->orderBy('uid');
    $query->where($column . ' IN (:names)', [':names' => array_values($names)]);
    $users = [];
    foreach ($query->execute()->fetchAllKeyed() as $user_id => $login) {
      $name = Ascii::lower((string) $login);
      // Some databases take letters with accents for those without.
      if (in_array($name, $names, TRUE)) {
        $users[$name][] = (int) $user_id;
      }
    }
    return $users;
  }

}
