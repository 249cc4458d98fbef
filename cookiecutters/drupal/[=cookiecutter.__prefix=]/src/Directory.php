<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Cache\VariationCacheFactoryInterface;
use Drupal\Core\Extension\ModuleHandlerInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\user\UserInterface;
use Symfony\Component\DependencyInjection\Attribute\Autowire;

/**
 * Shows visitors the people who agreed to be listed.
 */
final class Directory {

  /**
   * What is said of a person when nothing is known.
   */
  private const NOTHING = ['name' => '', 'group' => '', 'photo' => NULL, 'about' => NULL];

  private const CACHE_KEYS = ['[= cookiecutter.__prefix =]', 'directory'];

  public function __construct(
    private readonly Settings $settings,
    private readonly Listing $listing,
    private readonly Identity $identity,
    private readonly Callers $callers,
    private readonly Pictures $pictures,
    private readonly ModuleHandlerInterface $moduleHandler,
    #[Autowire(service: 'variation_cache_factory')]
    private readonly VariationCacheFactoryInterface $caches,
  ) {}

  /**
   * Lists those whom the visitor may call.
   *
   * The list is kept for all who have the same roles, until something in it
   * changes.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor: the user of this request.
   *
   * @return list<array{name: string, people: list<array<string, string|null>>}>
   *   The people by group, in order: name, address and photo of each.
   */
  public function groups(AccountInterface $visitor): array {
    if (!$this->callers->hasAddress($visitor)) {
      // That is up to this user, not to their roles.
      return [];
    }
    // Permissions are not enough: see Rights about roles that have them all.
    $basis = (new CacheableMetadata())
      ->addCacheContexts(['user.roles', 'languages:language_interface'])
      ->addCacheTags([Listing::TAG, 'user_list', 'config:user_role_list', 'config:' . Settings::NAME]);
    $cache = $this->caches->get('default');
    $kept = $cache->get(self::CACHE_KEYS, $basis);
    if (is_object($kept) && isset($kept->data)) {
      return $kept->data;
    }
    $cacheability = CacheableMetadata::createFromObject($basis);
    $groups = $this->build($visitor, $cacheability);
    $cache->set(self::CACHE_KEYS, $groups, $cacheability, $basis);
    return $groups;
  }

  /**
   * Makes the list of those whom a visitor may call.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what the list depends on.
   *
   * @return list<array{name: string, people: list<array<string, string|null>>}>
   *   The people by group.
   */
  private function build(AccountInterface $visitor, CacheableMetadata $cacheability): array {
    $groups = [];
    $departments = $this->listing->departments();
    $users = $this->listed($this->callers->destinations($visitor));
    $addresses = $this->callers->callable($visitor, $this->identity->addresses($users));
    foreach ($users as $user) {
      $id = (int) $user->id();
      if (isset($addresses[$id])) {
        $person = $this->describe($user, $departments[$id] ?? '', $visitor, $cacheability);
        $groups[$person['group']][] = [
          'name' => $person['name'],
          'address' => (string) $addresses[$id],
          'photo' => $person['photo'],
        ];
      }
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
    $user = $this->mayKnow($visitor, $address) ? $this->holder($address) : NULL;
    if (NULL === $user) {
      return NULL;
    }
    $person = $this->describe($user, $this->listing->department($user), $visitor, new CacheableMetadata());
    return ['name' => $person['name'], 'photo' => $person['photo'], 'about' => $person['about']];
  }

  /**
   * Finds who is listed.
   *
   * With SIP passwords the site does not know who calls, so it lists nobody.
   *
   * @param list<\Drupal\[= cookiecutter.__prefix =]\Sip\Address>|null $addresses
   *   Addresses, of which the users should have one, or NULL for any.
   *
   * @return list<\Drupal\user\UserInterface>
   *   Users, of whom some may have other addresses.
   */
  private function listed(?array $addresses): array {
    if ($this->settings->asksPassword()) {
      return [];
    }
    return NULL === $addresses ? $this->listing->people() : $this->listing->among($this->identity->candidates($addresses));
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
    $users = $this->listed([$address]);
    $addresses = $this->identity->addresses($users);
    foreach ($users as $user) {
      $own = $addresses[(int) $user->id()] ?? NULL;
      if (NULL !== $own && $own->equals($address)) {
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
    return $this->callers->hasRights($visitor) || [] !== $this->callers->callable($visitor, [$address]);
  }

  /**
   * Collects what is said of a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   * @param string $department
   *   The name of their department, or ''.
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   Who is told.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what it depends on.
   *
   * @return array{name: string, group: string, photo: ?string, about: ?string}
   *   The person.
   */
  private function describe(UserInterface $user, string $department, AccountInterface $visitor, CacheableMetadata $cacheability): array {
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

}
