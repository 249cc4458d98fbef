<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Caller;
use Drupal\[= cookiecutter.__prefix =]\Sip\Policy;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Turns users and visitors into SIP callers.
 */
final class Callers {

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * What people may do.
   */
  private Rights $rights;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
    $this->rights = new Rights();
  }

  /**
   * Tells whether a visitor may use the phone, as a user or as a guest.
   *
   * @param object $visitor
   *   The visitor.
   *
   * @return bool
   *   Whether they may.
   */
  public function allows(object $visitor): bool {
    return $this->hasRights($visitor) || [] !== $this->settings->addresses('guest_destinations');
  }

  /**
   * Makes a caller of a visitor.
   *
   * A user without rights is a guest: logging out would make them one.
   *
   * @param object $visitor
   *   The visitor.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Caller
   *   The caller.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the visitor can have no SIP address.
   */
  public function caller(object $visitor): Caller {
    if (!$this->hasRights($visitor)) {
      return $this->guest();
    }
    $address = (new Identity($this->settings))->address($visitor);
    return new Caller($address, format_username($visitor), $this->rights->receives($visitor), FALSE);
  }

  /**
   * Decides whom a visitor may call.
   *
   * What guests may call, everybody may: users could log out and call it.
   *
   * @param object $visitor
   *   The visitor.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Policy
   *   The rule.
   */
  public function policy(object $visitor): Policy {
    $reach = $this->rights->reach($visitor);
    return new Policy(Policy::NONE === $reach ? Policy::LISTED : $reach, $this->settings->domain(), ...$this->listed($reach));
  }

  /**
   * Lists the addresses that a visitor may call, where they can be listed.
   *
   * @param object $visitor
   *   The visitor.
   *
   * @return list<\Drupal\[= cookiecutter.__prefix =]\Sip\Address>|null
   *   The addresses, or NULL when it is a whole domain or everything.
   */
  public function destinations(object $visitor): ?array {
    $reach = $this->rights->reach($visitor);
    return in_array($reach, [Policy::DOMAIN, Policy::ANYONE], TRUE) ? NULL : $this->listed($reach);
  }

  /**
   * Finds the addresses that a visitor may call.
   *
   * @param object $visitor
   *   The visitor.
   * @param array<int, \Drupal\[= cookiecutter.__prefix =]\Sip\Address> $addresses
   *   Addresses.
   *
   * @return array<int, \Drupal\[= cookiecutter.__prefix =]\Sip\Address>
   *   Those of them; none, when the visitor can have no address.
   */
  public function callable(object $visitor, array $addresses): array {
    try {
      $caller = $this->caller($visitor);
    }
    catch (Refusal $refusal) {
      return [];
    }
    $policy = $this->policy($visitor);
    return array_filter($addresses, static function (Address $address) use ($policy, $caller): bool {
      try {
        $policy->destination($caller, $address);
        return TRUE;
      }
      catch (Refusal $refusal) {
        return FALSE;
      }
    });
  }

  /**
   * Tells whether a visitor has rights of their own.
   *
   * @param object $visitor
   *   The visitor.
   *
   * @return bool
   *   Whether they may call or be called.
   */
  public function hasRights(object $visitor): bool {
    return Policy::NONE !== $this->rights->reach($visitor) || $this->rights->receives($visitor);
  }

  /**
   * Lists the addresses that can be called by name.
   *
   * @param string $reach
   *   The reach of the visitor's own rights.
   *
   * @return list<\Drupal\[= cookiecutter.__prefix =]\Sip\Address>
   *   The addresses.
   */
  private function listed(string $reach): array {
    $own = Policy::NONE === $reach ? [] : $this->settings->addresses('user_destinations');
    return array_merge($own, $this->settings->addresses('guest_destinations'));
  }

  /**
   * Makes the caller that all guests are.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Caller
   *   The caller.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When no SIP domain is set.
   */
  private function guest(): Caller {
    $address = Address::parse($this->settings->guestUser(), $this->settings->domain());
    return new Caller($address, $this->settings->text('guest_name'), FALSE, TRUE);
  }

}
