<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Validation\Constraint;

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Host;
use Drupal\[= cookiecutter.__prefix =]\WebsocketUrl;
use Drupal\Core\Config\Schema\Mapping;
use Symfony\Component\Validator\Constraint;
use Symfony\Component\Validator\ConstraintValidator;

/**
 * Checks one setting.
 */
final class SettingConstraintValidator extends ConstraintValidator {

  private const ICE_URI = '/\A(?:stuns?:(?<stun>[^?]+)|turns?:(?<turn>[^?]+)(?:\?transport=(?:udp|tcp))?)\z/';

  /**
   * {@inheritdoc}
   */
  public function validate(mixed $value, Constraint $constraint): void {
    assert($constraint instanceof SettingConstraint);
    $text = is_scalar($value) ? (string) $value : '';
    try {
      $this->check($constraint->kind, $text);
    }
    catch (\LogicException) {
      $this->context->buildViolation(SettingConstraint::MESSAGES[$constraint->kind])
        ->setParameter('@value', $text)
        ->addViolation();
    }
  }

  /**
   * Checks a setting.
   *
   * @param string $kind
   *   The kind of setting.
   * @param string $value
   *   The setting.
   *
   * @throws \LogicException
   *   When the setting is wrong.
   */
  private function check(string $kind, string $value): void {
    match ($kind) {
      'websocket_url' => '' === $value || new WebsocketUrl($value),
      'sip_domain' => '' === $value || Host::check($value),
      'guest_user' => Address::parse($value . '@example.org'),
      'address' => Address::parse($value, $this->domain()),
      'ice_server' => $this->checkIceServer($value),
      default => throw new \LogicException('There is no such kind of setting.'),
    };
  }

  /**
   * Tells the SIP domain that is validated together with the setting.
   *
   * @return string
   *   The domain, or ''.
   */
  private function domain(): string {
    $root = $this->context->getRoot();
    $settings = $root instanceof Mapping ? $root->toArray() : [];
    return (string) ($settings['sip_domain'] ?? '');
  }

  /**
   * Checks a STUN or TURN server.
   *
   * @param string $value
   *   A URI (RFC 7064, RFC 7065).
   *
   * @throws \InvalidArgumentException
   *   When it is none.
   */
  private function checkIceServer(string $value): void {
    $parts = [];
    $match = preg_match(self::ICE_URI, $value, $parts);
    $host = ($parts['stun'] ?? '') . ($parts['turn'] ?? '');
    if (1 !== $match || str_contains($host, '/')) {
      throw new \InvalidArgumentException('Not a STUN or TURN server.');
    }
    // Throws when it is no host with or without a port.
    new WebsocketUrl('wss://' . $host);
  }

}
