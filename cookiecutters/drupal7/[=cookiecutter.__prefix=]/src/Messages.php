<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Puts refusals into words.
 *
 * No message holds a secret, a token or another user's name.
 */
final class Messages {

  /**
   * Says why a SIP name, an address or a destination is refused.
   *
   * @param string $reason
   *   A reason of Sip\Refusal.
   *
   * @return string
   *   The message.
   */
  public static function refusal(string $reason): string {
    switch ($reason) {
      case Refusal::EMPTY:
      case Refusal::CHARACTERS:
        return t('Your user name cannot be a SIP name. Ask an administrator to give you one.');

      case Refusal::RESERVED:
        return t('Your user name is reserved as a SIP name. Ask an administrator to give you another one.');

      case Refusal::TAKEN:
        return t('Your user name is the SIP name of somebody else. Ask an administrator to give you another one.');

      case Refusal::ADDRESS:
        return t('This is not a SIP address that can be called.');

    }
    return t('You may not call this address.');
  }

  /**
   * Says why an administrator cannot give a name.
   *
   * @param string $reason
   *   A reason of Sip\Refusal.
   *
   * @return string
   *   The message.
   */
  public static function assignment(string $reason): string {
    switch ($reason) {
      case Refusal::TAKEN:
        return t('This SIP name is the login or the SIP name of another user.');

      case Refusal::RESERVED:
        return t('This SIP name is the account that all guests share.');

    }
    return t('A SIP name has 1 to 64 letters, digits, dots, hyphens and underscores.');
  }

}
