<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Block;

use Drupal\Core\Block\Attribute\Block;
use Drupal\Core\StringTranslation\TranslatableMarkup;

/**
 * Shows those who agreed to be listed, as far as the visitor may call them.
 */
#[Block(
  id: '[= cookiecutter.__prefix =]_directory',
  admin_label: new TranslatableMarkup('Phone directory'),
  category: new TranslatableMarkup('Phone'),
)]
final class DirectoryBlock extends PeopleBlockBase {

  /**
   * {@inheritdoc}
   */
  protected function people(): array {
    return $this->people->directory();
  }

}
