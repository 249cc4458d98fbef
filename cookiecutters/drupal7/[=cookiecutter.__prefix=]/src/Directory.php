<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Tells who agreed to be listed, to those who may know.
 */
final class Directory {

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * Who calls whom.
   */
  private Callers $callers;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
    $this->callers = new Callers($settings);
  }

  /**
   * Lists those whom a visitor may call, by department.
   *
   * @param object $visitor
   *   The visitor.
   *
   * @return list<array<string, mixed>>
   *   For each department its "name", and "people" with "name", "address" and
   *   "photo".
   */
  public function groups(object $visitor): array {
    $groups = [];
    foreach ($this->listed() as $address => $person) {
      if ($this->callers->mayCall($visitor, Address::parse($address))) {
        $groups[$person['group']][] = [
          'name' => $person['name'],
          'address' => $address,
          'photo' => $person['photo'],
        ];
      }
    }
    ksort($groups, SORT_NATURAL | SORT_FLAG_CASE);
    $named = [];
    foreach ($groups as $name => $people) {
      usort($people, static function (array $one, array $other): int {
        return strnatcasecmp($one['name'], $other['name']);
      });
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
   * @param object $visitor
   *   Who asks.
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Address $address
   *   The address.
   *
   * @return array<string, string|null>|null
   *   What is said of them: "name", "photo" and "about". NULL when nobody who
   *   is listed has the address.
   */
  public function card(object $visitor, Address $address): ?array {
    if (!$this->callers->hasRights($visitor) && !$this->callers->mayCall($visitor, $address)) {
      return NULL;
    }
    foreach ($this->listed() as $own => $person) {
      if (Address::parse($own)->equals($address)) {
        return ['name' => $person['name'], 'photo' => $person['photo'], 'about' => $person['about']];
      }
    }
    return NULL;
  }

  /**
   * Finds all who are listed: who agreed, are active and can be called.
   *
   * With SIP passwords the site does not know who calls, so it lists nobody.
   *
   * @return array<string, array<string, string|null>>
   *   What is said of them, by address.
   */
  private function listed(): array {
    $departments = $this->settings->asksPassword() ? [] : (new Listing())->departments();
    $found = [];
    foreach (user_load_multiple(array_keys($departments)) as $account) {
      $address = $this->address($account);
      if ('' !== $address) {
        $found[$address] = $this->describe($account, $departments[$account->uid]);
      }
    }
    return $found;
  }

  /**
   * Tells the address of a user.
   *
   * @param object $account
   *   The user.
   *
   * @return string
   *   The address, or '' when nobody can call them.
   */
  private function address(object $account): string {
    if (empty($account->status) || !(new Rights())->receives($account)) {
      return '';
    }
    try {
      return (string) (new Identity($this->settings))->address($account);
    }
    catch (Refusal $refusal) {
      return '';
    }
  }

  /**
   * Collects what is said of a user.
   *
   * @param object $account
   *   The user.
   * @param string $department
   *   The name of the department, or ''.
   *
   * @return array<string, string|null>
   *   The person.
   */
  private function describe(object $account, string $department): array {
    $person = [
      'name' => format_username($account),
      'group' => $department,
      'photo' => $this->photo($account),
      'about' => '' === $department ? NULL : $department,
    ];
    drupal_alter('[= cookiecutter.__prefix =]_person', $person, $account);
    return $person;
  }

  /**
   * Tells the address of a user's picture.
   *
   * @param object $account
   *   The user.
   *
   * @return string|null
   *   A URL, or NULL when there is none.
   */
  private function photo(object $account): ?string {
    $uri = variable_get('user_pictures', 0) ? $account->picture->uri ?? NULL : NULL;
    if (NULL === $uri) {
      return NULL;
    }
    $style = module_exists('image') ? (string) variable_get('user_picture_style', '') : '';
    return '' === $style ? file_create_url($uri) : image_style_url($style, $uri);
  }

}
