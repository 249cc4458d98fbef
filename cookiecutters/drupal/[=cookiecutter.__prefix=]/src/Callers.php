<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Caller;
use Drupal\[= cookiecutter.__prefix =]\Sip\Policy;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Entity\EntityTypeManagerInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\user\UserInterface;

/**
 * Turns users and visitors into SIP callers.
 */
final class Callers {

  public function __construct(
    private readonly Settings $settings,
    private readonly Rights $rights,
    private readonly Identity $identity,
    private readonly EntityTypeManagerInterface $entityTypeManager,
  ) {}

  /**
   * Tells whether a visitor may use the phone, as a user or as a guest.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return bool
   *   Whether they may.
   */
  public function allows(AccountInterface $visitor): bool {
    return $this->hasRights($visitor) || [] !== $this->settings->addresses('guest_destinations');
  }

  /**
   * Makes a caller of a visitor.
   *
   * A user without rights is a guest: logging out would make them one.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Caller
   *   The caller.
   *
   * @throws \Drupal\[= cookiecutter.__prefix =]\Sip\Refusal
   *   When the visitor can have no SIP address.
   */
  public function caller(AccountInterface $visitor): Caller {
    $user = $this->hasRights($visitor) ? $this->entityTypeManager->getStorage('user')->load($visitor->id()) : NULL;
    if (!$user instanceof UserInterface) {
      return $this->guest();
    }
    $name = (string) $user->getDisplayName();
    return new Caller($this->identity->address($user), $name, $this->rights->receives($visitor), FALSE);
  }

  /**
   * Decides whom a visitor may call.
   *
   * What guests may call, everybody may: users could log out and call it.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Policy
   *   The rule.
   */
  public function policy(AccountInterface $visitor): Policy {
    $reach = $this->rights->reach($visitor);
    return new Policy(Policy::NONE === $reach ? Policy::LISTED : $reach, $this->settings->domain(), ...$this->listed($reach));
  }

  /**
   * Lists the addresses that a visitor may call, where they can be listed.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return list<\Drupal\[= cookiecutter.__prefix =]\Sip\Address>|null
   *   The addresses, or NULL when it is a whole domain or everything.
   */
  public function destinations(AccountInterface $visitor): ?array {
    $reach = $this->rights->reach($visitor);
    return in_array($reach, [Policy::DOMAIN, Policy::ANYONE], TRUE) ? NULL : $this->listed($reach);
  }

  /**
   * Finds the addresses that a visitor may call.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   * @param array<int, \Drupal\[= cookiecutter.__prefix =]\Sip\Address> $addresses
   *   Addresses.
   *
   * @return array<int, \Drupal\[= cookiecutter.__prefix =]\Sip\Address>
   *   Those of them; none, when the visitor can have no address.
   */
  public function callable(AccountInterface $visitor, array $addresses): array {
    try {
      $caller = $this->caller($visitor);
    }
    catch (Refusal) {
      return [];
    }
    $policy = $this->policy($visitor);
    return array_filter($addresses, static function (Address $address) use ($policy, $caller): bool {
      try {
        $policy->destination($caller, $address);
        return TRUE;
      }
      catch (Refusal) {
        return FALSE;
      }
    });
  }

  /**
   * Tells whether a visitor can call: has an address, or that of guests.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return bool
   *   Whether they have.
   */
  public function hasAddress(AccountInterface $visitor): bool {
    try {
      $this->caller($visitor);
      return TRUE;
    }
    catch (Refusal) {
      return FALSE;
    }
  }

  /**
   * Tells whether a visitor has rights of their own.
   *
   * @param \Drupal\Core\Session\AccountInterface $visitor
   *   The visitor.
   *
   * @return bool
   *   Whether they may call or be called.
   */
  public function hasRights(AccountInterface $visitor): bool {
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
    return [...$own, ...$this->settings->addresses('guest_destinations')];
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
