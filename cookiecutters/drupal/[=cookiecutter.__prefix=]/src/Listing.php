<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Core\Cache\CacheTagsInvalidatorInterface;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\user\RoleInterface;
use Drupal\user\UserDataInterface;
use Drupal\user\UserInterface;

/**
 * Keeps who agreed to be listed in the directory, and in which department.
 *
 * Users who did not agree leave nothing. Drupal removes the rest together with
 * the account or the module.
 */
final class Listing {

  /**
   * The cache tag of what depends on it.
   */
  public const TAG = '[= cookiecutter.__prefix =]_listing';

  /**
   * The most characters of a department.
   */
  public const LONGEST = 80;

  /**
   * Name of the value: the department, '' for none.
   */
  private const DEPARTMENT = 'department';

  /**
   * The most people in a directory.
   */
  public const MOST = 500;

  /**
   * The most users whose consent is read one by one, not that of all users.
   */
  private const FEW = 10;

  public function __construct(
    private readonly UserDataInterface $userData,
    private readonly EntityTypeManagerInterface $entityTypeManager,
    private readonly Rights $rights,
    private readonly CacheTagsInvalidatorInterface $cacheTags,
  ) {}

  /**
   * Tells whether a user agreed to be listed.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return bool
   *   Whether they did.
   */
  public function agrees(UserInterface $user): bool {
    return NULL !== $this->value((int) $user->id());
  }

  /**
   * Tells the department of a user who is listed.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return string
   *   Its name, or ''.
   */
  public function department(UserInterface $user): string {
    return $this->value((int) $user->id()) ?? '';
  }

  /**
   * Lists a user who agreed.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   * @param string $department
   *   The name of the department, or ''.
   */
  public function add(UserInterface $user, string $department): void {
    $this->userData->set('[= cookiecutter.__prefix =]', (int) $user->id(), self::DEPARTMENT, mb_substr(trim($department), 0, self::LONGEST));
    $this->cacheTags->invalidateTags([self::TAG]);
  }

  /**
   * Takes a user off the list.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   */
  public function remove(UserInterface $user): void {
    $this->userData->delete('[= cookiecutter.__prefix =]', (int) $user->id(), self::DEPARTMENT);
    $this->cacheTags->invalidateTags([self::TAG]);
  }

  /**
   * Lists who is listed: who agreed, is active and can be called.
   *
   * @return list<\Drupal\user\UserInterface>
   *   The users, the first ones where there are too many.
   */
  public function people(): array {
    return $this->load(array_slice($this->ids(NULL), 0, self::MOST));
  }

  /**
   * Finds who is listed of some users.
   *
   * @param list<int>|null $ids
   *   The users, or NULL for everybody.
   *
   * @return list<\Drupal\user\UserInterface>
   *   The users.
   */
  public function among(?array $ids): array {
    return $this->load($this->ids($ids));
  }

  /**
   * Tells how many are listed, if they are more than a directory shows.
   *
   * @return int
   *   Their number, or 0 when all are shown.
   */
  public function tooMany(): int {
    $count = count($this->ids(NULL));
    return self::MOST < $count ? $count : 0;
  }

  /**
   * Tells the departments of all who agreed.
   *
   * @return array<int, string>
   *   Names or '' by user.
   */
  public function departments(): array {
    $departments = $this->userData->get('[= cookiecutter.__prefix =]', NULL, self::DEPARTMENT);
    return array_filter(is_array($departments) ? $departments : [], 'is_string');
  }

  /**
   * Finds who is listed of some users.
   *
   * @param list<int>|null $ids
   *   The users, or NULL for everybody.
   *
   * @return list<int>
   *   The users, the oldest first.
   */
  private function ids(?array $ids): array {
    $roles = $this->rights->receivers();
    $found = [];
    foreach (array_chunk($this->agreed($ids), self::MOST) as $chunk) {
      $query = $this->entityTypeManager->getStorage('user')->getQuery()
        ->accessCheck(FALSE)
        ->condition('uid', $chunk, 'IN')
        ->condition('status', 1);
      if (!in_array(RoleInterface::AUTHENTICATED_ID, $roles, TRUE)) {
        // The first user may everything, unless the site says otherwise.
        $query->condition($query->orConditionGroup()->condition('uid', 1)->condition('roles', [...$roles, ''], 'IN'));
      }
      array_push($found, ...array_map('intval', array_values((array) $query->execute())));
    }
    sort($found);
    return $found;
  }

  /**
   * Finds who agreed of some users.
   *
   * @param list<int>|null $ids
   *   The users, or NULL for everybody.
   *
   * @return list<int>
   *   The users.
   */
  private function agreed(?array $ids): array {
    if (NULL === $ids || self::FEW < count($ids)) {
      $agreed = array_keys($this->departments());
      return NULL === $ids ? $agreed : array_values(array_intersect($agreed, $ids));
    }
    return array_values(array_filter($ids, fn (int $id): bool => NULL !== $this->value($id)));
  }

  /**
   * Loads users.
   *
   * @param list<int> $ids
   *   The users.
   *
   * @return list<\Drupal\user\UserInterface>
   *   Those of them who can be called, after all.
   */
  private function load(array $ids): array {
    $users = $this->entityTypeManager->getStorage('user')->loadMultiple($ids);
    $receives = fn ($user): bool => $user instanceof UserInterface && $this->rights->receives($user);
    return array_values(array_filter($users, $receives));
  }

  /**
   * Reads what is kept of a user.
   *
   * @param int $id
   *   The user.
   *
   * @return string|null
   *   The department, or NULL for those who did not agree.
   */
  private function value(int $id): ?string {
    $value = $this->userData->get('[= cookiecutter.__prefix =]', $id, self::DEPARTMENT);
    return is_string($value) ? $value : NULL;
  }

}
