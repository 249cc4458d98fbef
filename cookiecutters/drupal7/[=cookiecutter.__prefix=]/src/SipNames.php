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
   * Tells who was given a name.
   *
   * @param string $name
   *   A name in lower case.
   *
   * @return int
   *   The user, or 0 when nobody was.
   */
  public function holder(string $name): int {
    $query = db_select(self::TABLE, 'n')->fields('n', ['uid'])->condition('name', $name);
    return (int) $query->execute()->fetchField();
  }

  /**
   * Tells who has a login that is the same name.
   *
   * @param string $name
   *   A name in lower case.
   *
   * @return list<int>
   *   Users, the oldest first.
   */
  public function logins(string $name): array {
    $query = db_select('users', 'u')->fields('u', ['uid', 'name']);
    // Some databases tell capital letters from small ones unless it is LIKE.
    $query->condition('name', db_like($name), 'LIKE')->orderBy('uid');
    $same = array_filter($query->execute()->fetchAllKeyed(), static function (string $login) use ($name): bool {
      return Ascii::same($login, $name);
    });
    return array_map('intval', array_keys($same));
  }

}
