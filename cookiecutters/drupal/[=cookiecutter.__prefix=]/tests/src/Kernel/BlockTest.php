<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\Core\Block\BlockBase;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * The phone's block in a layout.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class BlockTest extends PhoneTestBase {

  /**
   * Who arranges blocks does not go online by that.
   */
  public function testNoPhoneRunsInPreviews(): void {
    $block = $this->container->get('plugin.manager.block')->createInstance('[= cookiecutter.__prefix =]', ['autostart' => TRUE]);
    assert($block instanceof BlockBase);
    $phone = $block->build();
    $this->assertStringContainsString('data-jsc-phone', $this->render($phone));
    $block->setInPreview(TRUE);
    $preview = $block->build();
    $this->assertArrayNotHasKey('#attached', $preview);
    $html = $this->render($preview);
    $this->assertStringNotContainsString('data-jsc-phone', $html);
    $this->assertStringContainsString((string) $block->getPreviewFallbackString(), $html);
  }

}
