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
   * Tells who was given names.
   *
   * @param array<string> $names
   *   Names in lower case.
   *
   * @return array<string, int>
   *   Users by name, without the names that nobody was given. It is the first
   *   one, should something have written two to the database.
   */
  public function holders(array $names): array {
    $holders = [];
    foreach ($this->find(self::FIELD, $names) as $user) {
      $holders[$this->get($user)] ??= (int) $user->id();
    }
    return $holders;
  }

  /**
   * Tells who has logins that are the same names.
   *
   * @param array<string> $names
   *   Names in lower case.
   *
   * @return array<string, list<int>>
   *   Users by name, the oldest first, without names that are nobody's login.
   */
  public function logins(array $names): array {
    $users = [];
    foreach ($this->find('name', $names) as $user) {
      $login = Ascii::lower($user->getAccountName());
      // Some databases take letters with accents for those without.
      if (in_array($login, $names, TRUE)) {
        $users[$login][] = (int) $user->id();
      }
    }
    return $users;
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
   * Takes the field out of the forms and pages of users.
   */
  public function removeFromDisplays(): void {
    foreach (['entity_form_display', 'entity_view_display'] as $type) {
      foreach ($this->entityTypeManager->getStorage($type)->loadByProperties(['targetEntityType' => 'user']) as $display) {
        // That a field is hidden is kept, too.
        foreach (['content', 'hidden'] as $part) {
          $display->set($part, array_diff_key((array) $display->get($part), [self::FIELD => 0]));
        }
        $display->save();
      }
    }
  }

  /**
   * Finds users by texts, without regard to case.
   *
   * @param string $field
   *   The field.
   * @param array<string> $values
   *   The texts.
   *
   * @return list<\Drupal\user\UserInterface>
   *   The users, the oldest first.
   */
  private function find(string $field, array $values): array {
    if ([] === $values) {
      return [];
    }
    $storage = $this->entityTypeManager->getStorage('user');
    $ids = $storage->getQuery()
      ->accessCheck(FALSE)
      ->condition($field, array_values($values), 'IN')
      ->sort('uid')
      ->execute();
    /** @var list<\Drupal\user\UserInterface> $users */
    $users = array_values($storage->loadMultiple((array) $ids));
    return $users;
  }

}
