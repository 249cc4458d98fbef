<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\[= cookiecutter.__prefix =]\Sip\Names;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Extension\ModuleHandlerInterface;
use Drupal\user\UserInterface;

/**
 * Gives every user one SIP address that no other user has.
 *
 * The name is the one that an administrator gave, else the login. A given name
 * always wins: whoever signs up with a login that was given to somebody else
 * before gets no phone until an administrator gives them a name.
 */
final class Identity {

  public function __construct(
    private readonly Settings $settings,
    private readonly SipNames $sipNames,
    private readonly ModuleHandlerInterface $moduleHandler,
  ) {}

  /**
   * Tells the address of a user.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Address
   *   The address.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the user can have none; its reason says why.
   */
  public function address(UserInterface $user): Address {
    $name = $this->name($user, $this->names());
    if (!$this->owns($user, $name, $this->sipNames->holders([$name]), $this->sipNames->logins([$name]))) {
      throw Refusal::taken();
    }
    return Address::parse($name, $this->settings->domain());
  }

  /**
   * Tells the addresses of many users, by a few questions to the database.
   *
   * @param list<\Drupal\user\UserInterface> $users
   *   The users.
   *
   * @return array<int, \Drupal\[= cookiecutter.__prefix =]\Sip\Address>
   *   The addresses by user, without those who can have none.
   */
  public function addresses(array $users): array {
    if ('' === $this->settings->domain()) {
      return [];
    }
    $names = $this->namesOf($users);
    $holders = $this->sipNames->holders($names);
    $logins = $this->sipNames->logins($names);
    $addresses = [];
    foreach ($users as $user) {
      $name = $names[(int) $user->id()] ?? NULL;
      if (NULL !== $name && $this->owns($user, $name, $holders, $logins)) {
        $addresses[(int) $user->id()] = Address::parse($name, $this->settings->domain());
      }
    }
    return $addresses;
  }

  /**
   * Finds users who may have addresses.
   *
   * @param list<\Drupal\[= cookiecutter.__prefix =]\Sip\Address> $addresses
   *   The addresses.
   *
   * @return list<int>|null
   *   Users, of whom some may have other addresses, or NULL when it is not
   *   known because another module makes names.
   */
  public function candidates(array $addresses): ?array {
    if ($this->moduleHandler->hasImplementations('[= cookiecutter.__prefix =]_sip_name_alter')) {
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
   * Makes the name of a user: the one that they were given, or their login.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   * @param \Drupal\[= cookiecutter.__prefix =]\Sip\Names $rules
   *   The rules for names.
   *
   * @return string
   *   The name in lower case.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When it is not fit to be a SIP name.
   */
  private function name(UserInterface $user, Names $rules): string {
    $given = $this->sipNames->get($user);
    if ('' !== $given) {
      return $this->assign($given, $rules);
    }
    $name = $user->getAccountName();
    $this->moduleHandler->alter('[= cookiecutter.__prefix =]_sip_name', $name, $user);
    return $rules->derive(is_string($name) ? $name : '');
  }

  /**
   * Makes the names of many users.
   *
   * @param list<\Drupal\user\UserInterface> $users
   *   The users.
   *
   * @return array<int, string>
   *   Names in lower case by user, without those who can have none.
   */
  private function namesOf(array $users): array {
    $rules = $this->names();
    $names = [];
    foreach ($users as $user) {
      try {
        $names[(int) $user->id()] = $this->name($user, $rules);
      }
      catch (Refusal) {
        continue;
      }
    }
    return $names;
  }

  /**
   * Tells whether a name belongs to nobody else.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user who wants it.
   * @param string $name
   *   The name.
   * @param array<string, int> $holders
   *   Who was given names.
   * @param array<string, list<int>> $logins
   *   Who has names by their logins.
   *
   * @return bool
   *   Whether the user has it.
   */
  private function owns(UserInterface $user, string $name, array $holders, array $logins): bool {
    $id = (int) $user->id();
    $given = '' !== $this->sipNames->get($user);
    // Some databases tell logins apart that SIP does not; the older account
    // keeps the name.
    return ($holders[$name] ?? $id) === $id && ($given || ($logins[$name][0] ?? $id) === $id);
  }

  /**
   * Finds all to whom names were given, or whose logins they are.
   *
   * @param list<string> $names
   *   Names in lower case.
   *
   * @return list<int>
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
