<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\[= cookiecutter.__prefix =]\StatusReport;
use Drupal\Core\Hook\Attribute\Hook;

/**
 * Adds to the status report.
 */
final class RequirementsHooks {

  public function __construct(private readonly StatusReport $report) {}

  /**
   * Implements hook_runtime_requirements().
   *
   * @return array<string, array<string, mixed>>
   *   The entries.
   */
  #[Hook('runtime_requirements')]
  public function runtime(): array {
    return $this->report->entries();
  }

}
