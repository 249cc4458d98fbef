<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\[= cookiecutter.__prefix =]\Plugin\Block\PhoneBlock;
use Drupal\Core\Block\BlockPluginInterface;
use Drupal\Core\Hook\Attribute\Hook;

/**
 * Tells the blocks of one page from each other.
 */
final class BlockHooks {

  /**
   * Implements hook_block_view_BASE_BLOCK_ID_alter() for the phone.
   *
   * @param array<string, mixed> $build
   *   The render array of the block.
   * @param \Drupal\Core\Block\BlockPluginInterface $block
   *   The block.
   */
  #[Hook('block_view_[= cookiecutter.__prefix =]_alter')]
  public function nameHolder(array &$build, BlockPluginInterface $block): void {
    if ($block instanceof PhoneBlock && is_string($build['#id'] ?? NULL)) {
      $block->setHolder($build['#id']);
    }
  }

}
