<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\Core\Field\BaseFieldDefinition;

/**
 * A text by which the database finds users without reading all of them.
 */
final class SipNameField extends BaseFieldDefinition {

  /**
   * Describes the column, and its index.
   *
   * @return array<string, mixed>
   *   The schema of the field.
   */
  public function getSchema() {
    return ['indexes' => ['value' => ['value']]] + parent::getSchema();
  }

}
