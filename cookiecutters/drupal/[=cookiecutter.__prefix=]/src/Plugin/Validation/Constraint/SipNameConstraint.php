<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Validation\Constraint;

use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\Validation\Attribute\Constraint;
use Symfony\Component\Validator\Constraint as SymfonyConstraint;

/**
 * Asks for a SIP name that nobody else has.
 */
#[Constraint(
  id: '[= cookiecutter.__prefix =]_sip_name',
  label: new TranslatableMarkup('SIP name', [], ['context' => 'Validation']),
)]
final class SipNameConstraint extends SymfonyConstraint {}
