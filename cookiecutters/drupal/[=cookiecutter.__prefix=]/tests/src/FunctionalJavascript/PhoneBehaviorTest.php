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

[% if cookiecutter.phone != "jscommunicator" %]
  /**
   * Finds the phone of the page by the script that the page loads.
   */
  private const FIND = <<<'JS'
    const map = JSON.parse(document.querySelector('script[type=importmap]').textContent).imports;
    import(Object.values(map).find((url) => url.includes('/phone.min.js'))).then(({ phoneOf }) => {
      window.running = () => phoneOf(document.querySelector('[data-jsc-phone]'));
      window.first = window.running();
    });
    JS;

[% endif %]
  /**
   * {@inheritdoc}
   */
  protected $defaultTheme = 'stark';

  /**
   * {@inheritdoc}
   */
  protected static $modules = ['[= cookiecutter.__prefix =]'];

  /**
   * The phone starts once, and stops when it is taken out of the page.
   */
  public function testStartsOnceAndStops(): void {
    $this->config('[= cookiecutter.__prefix =].settings')
      ->set('websocket_url', 'wss://sip.example.org/ws')
      ->set('sip_domain', 'example.org')
      ->set('sign_in', 'password')
      ->save();
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->assertTrue($this->becomes("document.querySelector('[data-jsc-phone][data-once]')"));
[% if cookiecutter.phone == "jscommunicator" %]
    $this->execute('Drupal.attachBehaviors(document, drupalSettings)');
    $this->assertSession()->elementsCount('css', '[data-jsc-phone][data-once]', 1);
[% else %]
    $this->execute(self::FIND);
    $this->assertTrue($this->becomes('window.first'));

    $this->execute('Drupal.attachBehaviors(document, drupalSettings)');
    $this->assertTrue($this->becomes('window.running() === window.first'));
    $this->execute("Drupal.detachBehaviors(document, drupalSettings, 'serialize')");
    $this->assertTrue($this->becomes('window.running() === window.first'));
[% endif %]
    $this->execute("Drupal.detachBehaviors(document, drupalSettings, 'unload')");
    $this->assertSession()->elementNotExists('css', '[data-jsc-phone][data-once]');
[% if cookiecutter.phone != "jscommunicator" %]
    $this->assertTrue($this->becomes('window.running() === undefined'));
[% endif %]
  }

  /**
   * Runs a script in the page.
   *
   * @param string $script
   *   JavaScript.
   */
  private function execute(string $script): void {
    $this->getSession()->executeScript($script);
  }

  /**
   * Waits until something is true in the page.
   *
   * @param string $condition
   *   JavaScript.
   *
   * @return bool
   *   Whether it became true in time.
   */
  private function becomes(string $condition): bool {
    return $this->getSession()->wait(10000, '!!(' . $condition . ')');
  }

}
