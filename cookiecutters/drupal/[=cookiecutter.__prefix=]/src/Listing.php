<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Core\Cache\CacheTagsInvalidatorInterface;
use Drupal\Core\Entity\EntityTypeManagerInterface;
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
  private const MOST = 500;

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
    return NULL !== $this->value($user);
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
    return $this->value($user) ?? '';
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
   * Tells whether a user is listed: who agreed and can be called.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return bool
   *   Whether they are.
   */
  public function has(UserInterface $user): bool {
    return $user->isActive() && $this->rights->receives($user) && $this->agrees($user);
  }

  /**
   * Lists who is listed.
   *
   * @return list<\Drupal\user\UserInterface>
   *   The users.
   */
  public function people(): array {
    $agreed = $this->userData->get('[= cookiecutter.__prefix =]', NULL, self::DEPARTMENT);
    $ids = array_slice(array_keys(is_array($agreed) ? $agreed : []), 0, self::MOST);
    $users = $this->entityTypeManager->getStorage('user')->loadMultiple($ids);
    return array_values(array_filter($users, fn (UserInterface $user): bool => $this->has($user)));
  }

  /**
   * Reads what is kept of a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return string|null
   *   The department, or NULL for those who did not agree.
   */
  private function value(UserInterface $user): ?string {
    $value = $this->userData->get('[= cookiecutter.__prefix =]', (int) $user->id(), self::DEPARTMENT);
    return is_string($value) ? $value : NULL;
  }

}
