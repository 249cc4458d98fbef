<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Controller;

use Drupal\[= cookiecutter.__prefix =]\PhoneBuilder;
use Drupal\Core\Controller\ControllerBase;

/**
 * Shows the phone on a page of its own.
 */
final class PhoneController extends ControllerBase {

  public function __construct(private readonly PhoneBuilder $phone) {}

  /**
   * Builds the page.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function page(): array {
    return $this->phone->build('page');
  }

}
