<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
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
    $name = '' === $given ? $this->derive($account) : $this->assign($given);
    $this->refuseOthers($name, $user_id, '' === $given);
    return Address::parse($name, $this->settings->domain());
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
    $name = $this->assign($name);
    $holders = array_merge([$this->sipNames->holder($name)], $this->sipNames->logins($name));
    if ([] !== array_diff($holders, [0, $user_id])) {
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
   *
   * @return string
   *   The name in lower case.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the name is not a SIP name, or that of the guests.
   */
  private function assign(string $name): string {
    $name = $this->names()->assign($name);
    if ($this->names()->same($name, $this->settings->guestUser())) {
      throw Refusal::reserved();
    }
    return $name;
  }

  /**
   * Makes the name of a user to whom none was given.
   *
   * @param object $account
   *   The user.
   *
   * @return string
   *   The name in lower case.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the login is not fit to be a SIP name.
   */
  private function derive(object $account): string {
    $name = (string) $account->name;
    drupal_alter('[= cookiecutter.__prefix =]_sip_name', $name, $account);
    return $this->names()->derive(is_string($name) ? $name : '');
  }

  /**
   * Refuses a name that belongs to somebody else.
   *
   * @param string $name
   *   The name.
   * @param int $user_id
   *   The user who wants it.
   * @param bool $derived
   *   Whether it is made from the login.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When somebody else has it.
   */
  private function refuseOthers(string $name, int $user_id, bool $derived): void {
    $holder = $this->sipNames->holder($name);
    if (0 !== $holder && $user_id !== $holder) {
      throw Refusal::taken();
    }
    // Some databases tell logins apart that SIP does not; the older account
    // keeps the name.
    $logins = $derived ? $this->sipNames->logins($name) : [];
    if ([] !== $logins && $user_id !== $logins[0]) {
      throw Refusal::taken();
    }
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
