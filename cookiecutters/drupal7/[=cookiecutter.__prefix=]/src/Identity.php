<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\[= cookiecutter.__prefix =]\Sip\Names;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Gives every user one SIP address that no other user has.
 *
 * The name is the one that an administrator gave, else the login. A given name
 * always wins: whoever signs up with a login that was given to somebody else
 * before gets no phone until an administrator gives them a name.
 */
final class Identity {

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * The names that were given.
   */
  private SipNames $sipNames;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
    $this->sipNames = new SipNames();
  }

  /**
   * Tells the address of a user.
   *
   * @param object $account
   *   The user.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address
   *   The address.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the user can have none; its reason says why.
   */
  public function address(object $account): Address {
    $user_id = (int) $account->uid;
    $given = $this->sipNames->get($user_id);
    $rules = $this->names();
    $name = '' === $given ? $this->derive($account, $rules) : $this->assign($given, $rules);
    $holders = $this->sipNames->holders([$name]);
    $logins = '' === $given ? $this->sipNames->logins([$name]) : [];
    if (!self::owns($user_id, $name, $holders, $logins)) {
      throw Refusal::taken();
    }
    return Address::parse($name, $this->settings->domain());
  }

  /**
   * Tells the addresses of many users, by a few questions to the database.
   *
   * @param array<int, object> $accounts
   *   The users by id.
   *
   * @return array<int, \Drupal\[= cookiecutter.__prefix =]\Sip\Address>
   *   The addresses by user, without those who can have none.
   */
  public function addresses(array $accounts): array {
    if ('' === $this->settings->domain()) {
      return [];
    }
    $given = $this->sipNames->of(array_keys($accounts));
    $names = $this->namesOf($accounts, $given);
    $holders = $this->sipNames->holders($names);
    $logins = $this->sipNames->logins(array_diff_key($names, $given));
    $addresses = [];
    foreach ($names as $user_id => $name) {
      if (self::owns($user_id, $name, $holders, isset($given[$user_id]) ? [] : $logins)) {
        $addresses[$user_id] = Address::parse($name, $this->settings->domain());
      }
    }
    return $addresses;
  }

  /**
   * Finds users who may have addresses.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Address[] $addresses
   *   The addresses.
   *
   * @return int[]|null
   *   Users, of whom some may have other addresses, or NULL when it is not
   *   known because another module makes names.
   */
  public function candidates(array $addresses): ?array {
    if ([] !== module_implements('[= cookiecutter.__prefix =]_sip_name_alter')) {
      return NULL;
    }
    $names = [];
    foreach ($addresses as $address) {
      if ($address->host() === $this->settings->domain()) {
        $names[] = Ascii::lower($address->user());
      }
    }
    return $this->having($names);
  }

  /**
   * Checks a name that an administrator wants to give to a user.
   *
   * @param int $user_id
   *   The user, or 0 for one who is about to be made.
   * @param string $name
   *   The name.
   *
   * @return string
   *   The name as it is to be stored.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the name is not a SIP name, or somebody else has it.
   */
  public function check(int $user_id, string $name): string {
    $name = $this->assign($name, $this->names());
    if ([] !== array_diff($this->having([$name]), [$user_id])) {
      throw Refusal::taken();
    }
    return $name;
  }

  /**
   * Checks the form of a name that is given.
   *
   * Other reserved names may be, but in the name of the guests' account
   * everybody speaks.
   *
   * @param string $name
   *   The name.
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Names $rules
   *   The rules for names.
   *
   * @return string
   *   The name in lower case.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the name is not a SIP name, or that of the guests.
   */
  private function assign(string $name, Names $rules): string {
    $name = $rules->assign($name);
    if ($rules->same($name, $this->settings->guestUser())) {
      throw Refusal::reserved();
    }
    return $name;
  }

  /**
   * Makes the name of a user to whom none was given.
   *
   * @param object $account
   *   The user.
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Names $rules
   *   The rules for names.
   *
   * @return string
   *   The name in lower case.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the login is not fit to be a SIP name.
   */
  private function derive(object $account, Names $rules): string {
    $name = (string) $account->name;
    drupal_alter('[= cookiecutter.__prefix =]_sip_name', $name, $account);
    return $rules->derive(is_string($name) ? $name : '');
  }

  /**
   * Makes the names of many users.
   *
   * @param array<int, object> $accounts
   *   The users by id.
   * @param array<int, string> $given
   *   The names that they were given.
   *
   * @return array<int, string>
   *   Names in lower case by user, without those who can have none.
   */
  private function namesOf(array $accounts, array $given): array {
    $rules = $this->names();
    $names = [];
    foreach ($accounts as $user_id => $account) {
      try {
        $names[$user_id] = isset($given[$user_id]) ? $this->assign($given[$user_id], $rules) : $this->derive($account, $rules);
      }
      catch (Refusal $refusal) {
        continue;
      }
    }
    return $names;
  }

  /**
   * Tells whether a name belongs to nobody else.
   *
   * @param int $user_id
   *   The user who wants it.
   * @param string $name
   *   The name.
   * @param array<string, int> $holders
   *   Who was given names.
   * @param array<string, list<int>> $logins
   *   Who has names by their logins; nobody, where the user was given theirs.
   *
   * @return bool
   *   Whether the user has it.
   */
  private static function owns(int $user_id, string $name, array $holders, array $logins): bool {
    // Some databases tell logins apart that SIP does not; the older account
    // keeps the name.
    return ($holders[$name] ?? $user_id) === $user_id && ($logins[$name][0] ?? $user_id) === $user_id;
  }

  /**
   * Finds all to whom names were given, or whose logins they are.
   *
   * @param string[] $names
   *   Names in lower case.
   *
   * @return int[]
   *   The users.
   */
  private function having(array $names): array {
    $logins = array_values($this->sipNames->logins($names));
    return array_merge(array_values($this->sipNames->holders($names)), ...$logins);
  }

  /**
   * Makes the rules for names.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Names
   *   The rules.
   */
  private function names(): Names {
    return new Names($this->settings->reservedNames());
  }

}
