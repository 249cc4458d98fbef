<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;

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
   * Who has which address.
   */
  private Identity $identity;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
    $this->callers = new Callers($settings);
    $this->identity = new Identity($settings);
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
    $departments = $this->listed($this->callers->destinations($visitor));
    $accounts = user_load_multiple(array_keys($departments));
    foreach ($this->callers->callable($visitor, $this->identity->addresses($accounts)) as $user_id => $address) {
      $person = $this->describe($accounts[$user_id], $departments[$user_id]);
      $groups[$person['group']][] = [
        'name' => $person['name'],
        'address' => (string) $address,
        'photo' => $person['photo'],
      ];
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
    if (!$this->callers->hasRights($visitor) && [] === $this->callers->callable($visitor, [$address])) {
      return NULL;
    }
    $departments = $this->listed([$address]);
    $accounts = user_load_multiple(array_keys($departments));
    foreach ($this->identity->addresses($accounts) as $user_id => $own) {
      if ($own->equals($address)) {
        $person = $this->describe($accounts[$user_id], $departments[$user_id]);
        return ['name' => $person['name'], 'photo' => $person['photo'], 'about' => $person['about']];
      }
    }
    return NULL;
  }

  /**
   * Finds who is listed.
   *
   * With SIP passwords the site does not know who calls, so it lists nobody.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Address[]|null $addresses
   *   Addresses, of which the users should have one, or NULL for any.
   *
   * @return array<int, string>
   *   Departments by user; some may have other addresses.
   */
  private function listed(?array $addresses): array {
    if ($this->settings->asksPassword()) {
      return [];
    }
    $listing = new Listing();
    return NULL === $addresses ? $listing->departments() : $listing->among($this->identity->candidates($addresses));
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
