<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Validation\Constraint;

use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\Validation\Attribute\Constraint;
use Symfony\Component\Validator\Attribute\HasNamedArguments;
use Symfony\Component\Validator\Constraint as SymfonyConstraint;

/**
 * Asks for a setting that the phone can use.
 */
#[Constraint(
  id: '[= cookiecutter.__prefix =]_setting',
  label: new TranslatableMarkup('Setting of the phone', [], ['context' => 'Validation']),
)]
final class SettingConstraint extends SymfonyConstraint {

  /**
   * What is said about each kind of setting that is wrong.
   */
  public const MESSAGES = [
    'websocket_url' => 'The WebSocket URL has to look like wss://sip.example.org/ws: a host, a port and a path if needed, and nothing after a question mark, a hash or a semicolon.',
    'sip_domain' => 'The SIP domain has to be a host name such as example.org, without a port.',
    'guest_user' => 'The SIP name of guests has to be 1 to 64 letters, digits, dots, hyphens, underscores and plus signs.',
    'address' => '“@value” is not a SIP address such as helpdesk@example.org. Without a domain it needs the SIP domain above.',
    'ice_server' => '“@value” is not a STUN or TURN server such as stun:stun.example.org or turns:turn.example.org:5349?transport=tcp.',
  ];

  /**
   * The kind of setting, a key of MESSAGES.
   */
  public string $kind;

  /**
   * Makes the constraint.
   *
   * @param array<string, mixed>|string $kind
   *   The kind of setting. Drupal before 11.4 gives all options as an array.
   * @param list<string>|null $groups
   *   Validation groups.
   * @param mixed $payload
   *   What the validator hands on.
   */
  #[HasNamedArguments]
  public function __construct(array|string $kind = '', ?array $groups = NULL, mixed $payload = NULL) {
    parent::__construct(NULL, $groups, $payload);
    $kind = is_array($kind) ? $kind['kind'] ?? '' : $kind;
    $this->kind = is_string($kind) ? $kind : '';
  }

}
