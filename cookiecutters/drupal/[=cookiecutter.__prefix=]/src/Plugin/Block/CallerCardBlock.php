<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Block;

use Drupal\Core\Block\Attribute\Block;
use Drupal\Core\StringTranslation\TranslatableMarkup;

/**
 * Shows who the other party of a call is, if they agreed to be listed.
 */
#[Block(
  id: '[= cookiecutter.__prefix =]_caller_card',
  admin_label: new TranslatableMarkup('Caller card'),
  category: new TranslatableMarkup('Phone'),
)]
final class CallerCardBlock extends PeopleBlockBase {

  /**
   * Tells what is chosen for a new block.
   *
   * @return array<string, mixed>
   *   No title: without a call there is nothing below it.
   */
  public function defaultConfiguration(): array {
    return ['label_display' => FALSE];
  }

  /**
   * {@inheritdoc}
   */
  protected function people(): array {
    return $this->people->callerCard();
  }

}
