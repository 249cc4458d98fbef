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
  public const MOST = 500;

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
   *   Departments by user, of the first ones where there are too many.
   */
  public function departments(): array {
    return $this->listed()->range(0, self::MOST)->execute()->fetchAllKeyed();
  }

  /**
   * Finds who is listed of some users.
   *
   * @param int[]|null $user_ids
   *   The users, or NULL for everybody.
   *
   * @return array<int, string>
   *   Departments by user.
   */
  public function among(?array $user_ids): array {
    if ([] === $user_ids) {
      return [];
    }
    $query = $this->listed();
    if (NULL !== $user_ids) {
      $query->condition('l.uid', $user_ids, 'IN');
    }
    return $query->execute()->fetchAllKeyed();
  }

  /**
   * Tells how many are listed, if they are more than a directory shows.
   *
   * @return int
   *   Their number, or 0 when all are shown.
   */
  public function tooMany(): int {
    $count = (int) $this->listed()->countQuery()->execute()->fetchField();
    return self::MOST < $count ? $count : 0;
  }

  /**
   * Makes a query for those who are listed.
   *
   * @return \SelectQueryInterface
   *   The query for user and department.
   */
  private function listed(): \SelectQueryInterface {
    $query = db_select(self::TABLE, 'l')->fields('l', ['uid', 'department'])->orderBy('l.uid');
    $query->join('users', 'u', 'u.uid = l.uid');
    $query->condition('u.status', 1);
    $roles = user_roles(TRUE, Rights::RECEIVE);
    if (!isset($roles[DRUPAL_AUTHENTICATED_RID])) {
      $holders = db_select('users_roles', 'r')->fields('r', ['uid'])->condition('r.rid', array_merge([0], array_keys($roles)), 'IN');
      // The first user may everything.
      $query->condition(db_or()->condition('l.uid', 1)->condition('l.uid', $holders, 'IN'));
    }
    return $query;
  }

}
