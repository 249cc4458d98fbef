<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\StringTranslation\TranslatableMarkup;

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
   * @return \Drupal\Core\StringTranslation\TranslatableMarkup
   *   The message.
   */
  public static function refusal(string $reason): TranslatableMarkup {
    return match ($reason) {
      Refusal::EMPTY, Refusal::CHARACTERS => new TranslatableMarkup('Your user name cannot be a SIP name. Ask an administrator to give you one.'),
      Refusal::RESERVED => new TranslatableMarkup('Your user name is reserved as a SIP name. Ask an administrator to give you another one.'),
      Refusal::TAKEN => new TranslatableMarkup('Your user name is the SIP name of somebody else. Ask an administrator to give you another one.'),
      Refusal::ADDRESS => new TranslatableMarkup('This is not a SIP address that can be called.'),
      default => new TranslatableMarkup('You may not call this address.'),
    };
  }

  /**
   * Says why an administrator cannot give a name.
   *
   * @param string $reason
   *   A reason of Sip\Refusal.
   *
   * @return \Drupal\Core\StringTranslation\TranslatableMarkup
   *   The message.
   */
  public static function assignment(string $reason): TranslatableMarkup {
    return match ($reason) {
      Refusal::TAKEN => new TranslatableMarkup('This SIP name is the login or the SIP name of another user.'),
      Refusal::RESERVED => new TranslatableMarkup('This SIP name is the account that all guests share.'),
      default => new TranslatableMarkup('A SIP name has 1 to 64 letters, digits, dots, hyphens and underscores.'),
    };
  }

}
