<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Extension\ModuleHandlerInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\user\UserInterface;

/**
 * Shows visitors the people who agreed to be listed.
 */
final class Directory {

  /**
   * What is said of a person when nothing is known.
   */
  private const NOTHING = ['name' => '', 'group' => '', 'photo' => NULL, 'about' => NULL];

  public function __construct(
    private readonly Settings $settings,
    private readonly Listing $listing,
    private readonly Identity $identity,
    private readonly Callers $callers,
    private readonly Pictures $pictures,
    private readonly ModuleHandlerInterface $moduleHandler,
  ) {}

  /**
   * Lists those whom a visitor may call.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what the list depends on.
   *
   * @return list<array{name: string, people: list<array<string, string|null>>}>
   *   The people by group, in order: name, address and photo of each.
   */
  public function groups(AccountInterface $visitor, CacheableMetadata $cacheability): array {
    if (!$this->callers->hasAddress($visitor)) {
      // That is up to this user, not to their roles.
      $cacheability->setCacheMaxAge(0);
      return [];
    }
    $groups = [];
    foreach ($this->callable($visitor) as $address => $user) {
      $person = $this->describe($user, $visitor, $cacheability);
      $entry = ['name' => $person['name'], 'address' => $address, 'photo' => $person['photo']];
      $groups[$person['group']][] = $entry;
    }
    ksort($groups, SORT_NATURAL | SORT_FLAG_CASE);
    $named = [];
    foreach ($groups as $name => $people) {
      usort($people, static fn (array $a, array $b): int => strnatcasecmp($a['name'], $b['name']));
      $named[] = ['name' => (string) $name, 'people' => $people];
    }
    return $named;
  }

  /**
   * Tells who has an address.
   *
   * Guests are told of those whom they may call; users are called by others,
   * too.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   Who asks.
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Address $address
   *   The address.
   *
   * @return array{name: string, photo: ?string, about: ?string}|null
   *   What is said of them, or NULL when nobody who is listed has the address.
   */
  public function card(AccountInterface $visitor, Address $address): ?array {
    $user = $this->holder($address);
    if (NULL === $user || !$this->mayKnow($visitor, $address)) {
      return NULL;
    }
    $person = $this->describe($user, $visitor, new CacheableMetadata());
    return ['name' => $person['name'], 'photo' => $person['photo'], 'about' => $person['about']];
  }

  /**
   * Finds those whom a visitor may call.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return array<string, \Drupal\user\UserInterface>
   *   Users by address.
   */
  private function callable(AccountInterface $visitor): array {
    return array_filter(
      $this->listed(),
      fn (string $address): bool => $this->callers->mayCall($visitor, Address::parse($address)),
      ARRAY_FILTER_USE_KEY,
    );
  }

  /**
   * Finds all who are listed.
   *
   * With SIP passwords the site does not know who calls, so it lists nobody.
   *
   * @return array<string, \Drupal\user\UserInterface>
   *   Users by address.
   */
  private function listed(): array {
    $found = [];
    foreach ($this->settings->asksPassword() ? [] : $this->listing->people() as $user) {
      $address = $this->address($user);
      if (NULL !== $address) {
        $found[(string) $address] = $user;
      }
    }
    return $found;
  }

  /**
   * Finds the listed user who has an address.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Address $address
   *   The address.
   *
   * @return \Drupal\user\UserInterface|null
   *   The user, or NULL when nobody has it.
   */
  private function holder(Address $address): ?UserInterface {
    foreach ($this->listed() as $own => $user) {
      if (Address::parse($own)->equals($address)) {
        return $user;
      }
    }
    return NULL;
  }

  /**
   * Tells whether a visitor may be told who has an address.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Address $address
   *   The address.
   *
   * @return bool
   *   Whether they may.
   */
  private function mayKnow(AccountInterface $visitor, Address $address): bool {
    return $this->callers->hasRights($visitor) || $this->callers->mayCall($visitor, $address);
  }

  /**
   * Collects what is said of a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   Who is told.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what it depends on.
   *
   * @return array{name: string, group: string, photo: ?string, about: ?string}
   *   The person.
   */
  private function describe(UserInterface $user, AccountInterface $visitor, CacheableMetadata $cacheability): array {
    $department = $this->listing->department($user);
    $person = [
      'name' => (string) $user->getDisplayName(),
      'group' => $department,
      'photo' => $this->pictures->url($user, $visitor, $cacheability),
      'about' => '' === $department ? NULL : $department,
    ];
    $context = $cacheability;
    $this->moduleHandler->alter('[= cookiecutter.__prefix =]_person', $person, $user, $context);
    $person = (is_array($person) ? $person : []) + self::NOTHING;
    return [
      'name' => self::text($person['name']) ?? '',
      'group' => self::text($person['group']) ?? '',
      'photo' => self::text($person['photo']),
      'about' => self::text($person['about']),
    ];
  }

  /**
   * Keeps a text.
   *
   * @param mixed $value
   *   What a hook left.
   *
   * @return string|null
   *   The text, or NULL for anything else.
   */
  private static function text(mixed $value): ?string {
    return is_string($value) || $value instanceof \Stringable ? (string) $value : NULL;
  }

  /**
   * Tells the address of a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address|null
   *   The address, or NULL when they can have none.
   */
  private function address(UserInterface $user): ?Address {
    try {
      return $this->identity->address($user);
    }
    catch (Refusal) {
      return NULL;
    }
  }

}
