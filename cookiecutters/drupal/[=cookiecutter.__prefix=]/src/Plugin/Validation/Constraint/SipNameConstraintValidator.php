<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Validation\Constraint;

use Drupal\[= cookiecutter.__prefix =]\Identity;
use Drupal\[= cookiecutter.__prefix =]\Messages;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\DependencyInjection\ContainerInjectionInterface;
use Drupal\Core\Field\FieldItemListInterface;
use Symfony\Component\DependencyInjection\ContainerInterface;
use Symfony\Component\Validator\Constraint;
use Symfony\Component\Validator\ConstraintValidator;

/**
 * Checks the SIP name of a user.
 */
final class SipNameConstraintValidator extends ConstraintValidator implements ContainerInjectionInterface {

  public function __construct(private readonly Identity $identity) {}

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): self {
    return new self($container->get(Identity::class));
  }

  /**
   * {@inheritdoc}
   */
  public function validate(mixed $value, Constraint $constraint): void {
    $name = $value instanceof FieldItemListInterface ? trim($value->getString()) : '';
    if (!$value instanceof FieldItemListInterface || '' === $name) {
      return;
    }
    try {
      $this->identity->check((int) $value->getEntity()->id(), $name);
    }
    catch (Refusal $refusal) {
      $this->context->addViolation((string) Messages::assignment($refusal->reason()));
    }
  }

}
