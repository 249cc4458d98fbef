<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

/**
 * Keeps who agreed to be listed in the directory, and in which department.
 *
 * Users who did not agree leave nothing.
 */
final class Listing {

  /**
   * The field of a user's form that asks.
   */
  public const FIELD = '[= cookiecutter.__prefix =]_listing';

  /**
   * The table of those who agreed.
   */
  public const TABLE = '[= cookiecutter.__prefix =]_listing';

  /**
   * The most characters of a department.
   */
  public const LONGEST = 80;

  /**
   * The most people in a directory.
   */
  private const MOST = 500;

  /**
   * Describes the table.
   *
   * @return array<string, mixed>
   *   The table for Drupal's Schema API.
   */
  public static function schema(): array {
    return [
      'description' => 'Users who agreed to be listed in the directory.',
      'fields' => [
        'uid' => [
          'description' => 'The {users}.uid.',
          'type' => 'int',
          'unsigned' => TRUE,
          'not null' => TRUE,
        ],
        'department' => [
          'description' => 'The name of the department, or nothing.',
          'type' => 'varchar',
          'length' => self::LONGEST,
          'not null' => TRUE,
          'default' => '',
        ],
      ],
      'primary key' => ['uid'],
      'foreign keys' => [
        'user' => ['table' => 'users', 'columns' => ['uid' => 'uid']],
      ],
    ];
  }

  /**
   * Tells the department of a user who agreed to be listed.
   *
   * @param int $user_id
   *   The user.
   *
   * @return string|null
   *   Its name or '', or NULL for those who did not agree.
   */
  public function department(int $user_id): ?string {
    $query = db_select(self::TABLE, 'l')->fields('l', ['department'])->condition('uid', $user_id);
    $department = $query->execute()->fetchField();
    return FALSE === $department ? NULL : (string) $department;
  }

  /**
   * Lists a user who agreed.
   *
   * @param int $user_id
   *   The user.
   * @param string $department
   *   The name of the department, or ''.
   */
  public function add(int $user_id, string $department): void {
    db_merge(self::TABLE)
      ->key(['uid' => $user_id])
      ->fields(['department' => drupal_substr(trim($department), 0, self::LONGEST)])
      ->execute();
  }

  /**
   * Takes a user off the list.
   *
   * @param int $user_id
   *   The user.
   */
  public function remove(int $user_id): void {
    db_delete(self::TABLE)->condition('uid', $user_id)->execute();
  }

  /**
   * Finds who is listed: who agreed, is active and can be called.
   *
   * @return array<int, string>
   *   Departments by user.
   */
  public function departments(): array {
    $query = db_select(self::TABLE, 'l')->fields('l', ['uid', 'department'])->orderBy('uid')->range(0, self::MOST);
    return $query->execute()->fetchAllKeyed();
  }

}
