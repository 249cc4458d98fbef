<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\user\UserInterface;

/**
 * Finds the SIP names that people were given, and logins that collide.
 *
 * Names are in lower case: SIP servers do not tell "Anna" from "anna".
 */
final class SipNames {

  /**
   * The base field of users that holds the name.
   */
  public const FIELD = '[= cookiecutter.__prefix =]_sip_name';

  public function __construct(private readonly EntityTypeManagerInterface $entityTypeManager) {}

  /**
   * Tells the name that an administrator gave to a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return string
   *   The name, or ''.
   */
  public function get(UserInterface $user): string {
    return (string) $user->get(self::FIELD)->getString();
  }

  /**
   * Tells who was given a name.
   *
   * @param string $name
   *   A name in lower case.
   *
   * @return int
   *   The user, or 0 when nobody was. It is the first one, should something
   *   have written two to the database.
   */
  public function holder(string $name): int {
    return $this->find(self::FIELD, $name)[0] ?? 0;
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
    $users = $this->entityTypeManager->getStorage('user')->loadMultiple($this->find('name', $name));
    $same = array_filter($users, static fn (UserInterface $user): bool => Ascii::same($user->getAccountName(), $name));
    return array_values(array_map(static fn (UserInterface $user): int => (int) $user->id(), $same));
  }

  /**
   * Takes every name back.
   */
  public function removeAll(): void {
    $storage = $this->entityTypeManager->getStorage('user');
    $ids = $storage->getQuery()->accessCheck(FALSE)->exists(self::FIELD)->execute();
    foreach ($storage->loadMultiple((array) $ids) as $user) {
      $user->set(self::FIELD, NULL)->save();
    }
  }

  /**
   * Finds users by a text, without regard to case.
   *
   * @param string $field
   *   The field.
   * @param string $value
   *   The text.
   *
   * @return list<int>
   *   Their ids in order.
   */
  private function find(string $field, string $value): array {
    $ids = $this->entityTypeManager->getStorage('user')->getQuery()
      ->accessCheck(FALSE)
      ->condition($field, $value)
      ->sort('uid')
      ->execute();
    return array_values(array_map('intval', (array) $ids));
  }

}
