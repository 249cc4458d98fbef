<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\Core\Block\BlockBase;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * The blocks in a layout.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class BlockTest extends PhoneTestBase {

  /**
   * Who arranges blocks does not go online by that.
   */
  public function testNoPhoneRunsInPreviews(): void {
    $block = $this->block('[= cookiecutter.__prefix =]', ['autostart' => TRUE]);
    $phone = $block->build();
    $this->assertStringContainsString('data-jsc-phone', $this->render($phone));
    $block->setInPreview(TRUE);
    $preview = $block->build();
    $this->assertArrayNotHasKey('#attached', $preview);
    $html = $this->render($preview);
    $this->assertStringNotContainsString('data-jsc-phone', $html);
    $this->assertStringContainsString((string) $block->getPreviewFallbackString(), $html);
  }

  /**
   * Who arranges blocks sees where those are that their scripts fill.
   */
  public function testBlocksThatScriptsFillAreSeenInPreviews(): void {
    foreach (['directory', 'caller_card'] as $name) {
      $block = $this->block("[= cookiecutter.__prefix =]_$name");
      $block->setInPreview(TRUE);
      $preview = $block->build();
      $this->assertStringContainsString((string) $block->getPreviewFallbackString(), $this->render($preview));
    }
  }

  /**
   * No title stands there all the time for a card that is there in calls only.
   */
  public function testCallerCardsAreNotTitled(): void {
    $this->assertFalse($this->block('[= cookiecutter.__prefix =]_caller_card')->getConfiguration()['label_display']);
    $this->assertSame('visible', $this->block('[= cookiecutter.__prefix =]_directory')->getConfiguration()['label_display']);
  }

  /**
   * Makes a block.
   *
   * @param string $id
   *   The plugin.
   * @param array<string, mixed> $configuration
   *   What was chosen for it.
   *
   * @return \Drupal\Core\Block\BlockBase
   *   The block.
   */
  private function block(string $id, array $configuration = []): BlockBase {
    $block = $this->container->get('plugin.manager.block')->createInstance($id, $configuration);
    assert($block instanceof BlockBase);
    return $block;
  }

}
