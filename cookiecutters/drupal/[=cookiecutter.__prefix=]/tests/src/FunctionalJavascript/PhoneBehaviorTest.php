<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\FunctionalJavascript;

use Drupal\FunctionalJavascriptTests\WebDriverTestBase;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * Starting and stopping in a browser. No microphone and no server is needed.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class PhoneBehaviorTest extends WebDriverTestBase {

  /**
   * {@inheritdoc}
   */
  protected $defaultTheme = 'stark';

  /**
   * {@inheritdoc}
   */
  protected static $modules = ['[= cookiecutter.__prefix =]'];

  /**
   * The phone starts once, and is marked so.
   */
  public function testStartsOnce(): void {
    $this->config('[= cookiecutter.__prefix =].settings')
      ->set('websocket_url', 'wss://sip.example.org/ws')
      ->set('sip_domain', 'example.org')
      ->set('sign_in', 'password')
      ->save();
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->assertSession()->waitForElement('css', '[data-jsc-phone][data-once]');
    $this->getSession()->executeScript('Drupal.attachBehaviors(document, drupalSettings)');
    $this->assertSession()->elementsCount('css', '[data-jsc-phone]', 1);
  }

}
