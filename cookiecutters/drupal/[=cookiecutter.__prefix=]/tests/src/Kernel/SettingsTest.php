<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Settings;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * What may be configured.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class SettingsTest extends PhoneTestBase {

  /**
   * What the module installs is valid, and so is what the tests set.
   */
  public function testTheDefaultsAreValid(): void {
    $this->assertSame([], $this->violations([]));
  }

  /**
   * Every wrong value is found, and named.
   */
  public function testRefusesWhatThePhoneCannotUse(): void {
    $wrong = [
      'websocket_url' => ['http://sip.example.org', 'wss://x.example/?x', 'wss://u:p@x.example', "wss://x\n"],
      'sip_domain' => ['example.org:5060', 'ex ample.org', '*', "example.org\n"],
      'sign_in' => ['cookie', ''],
      'token_lifetime' => [59, 3601],
      'turn_lifetime' => [299, 86401],
      'guest_user' => ['', 'a b', 'guest@example.org', '*'],
      'guest_name' => ['', str_repeat('x', 65)],
      'token_key' => ['../x'],
    ];
    foreach ($wrong as $key => $values) {
      foreach ($values as $value) {
        $found = $this->violations([$key => $value, 'guest_destinations' => []]);
        $this->assertSame([$key], array_unique($found), $key . ': ' . $value);
      }
    }
  }

  /**
   * Lists are checked line by line.
   */
  public function testRefusesWrongLines(): void {
    $found = $this->violations(['guest_destinations' => ['helpdesk', '*@example.org']]);
    $this->assertSame(['guest_destinations.1'], $found);
    $found = $this->violations(['user_destinations' => ['bob'], 'sip_domain' => '', 'guest_destinations' => []]);
    $this->assertSame(['user_destinations.0'], $found);
    $servers = ['stun:stun.example.org', 'turns:turn.example.org:5349?transport=tcp', 'turn:x/y', 'http://x'];
    $this->assertSame(['ice_servers.2', 'ice_servers.3'], $this->violations(['ice_servers' => $servers]));
    $this->assertSame(['ice_servers'], $this->violations(['ice_servers' => array_fill(0, 101, 'stun:stun.example.org')]));
  }

  /**
   * What came past the form, such as from settings.php, does no harm.
   */
  public function testReadsWrongSettingsAsMissing(): void {
    $GLOBALS['config'][Settings::NAME] = [
      'websocket_url' => 'javascript:x',
      'sip_domain' => ['x'],
      'token_lifetime' => 'x',
      'guest_destinations' => ['*@*', 7],
    ];
    $this->container->get('config.factory')->reset();
    $settings = $this->container->get(Settings::class);

    $this->assertFalse($settings->hasServer());
    $this->assertSame(300, $settings->seconds('token_lifetime'));
    $this->assertSame([], $settings->addresses('guest_destinations'));
  }

  /**
   * Validates settings.
   *
   * @param array<string, mixed> $values
   *   What differs from the settings of the test site.
   *
   * @return list<string>
   *   Where something is wrong.
   */
  private function violations(array $values): array {
    $data = $values + $this->config(Settings::NAME)->getRawData();
    $found = [];
    foreach ($this->container->get('config.typed')->createFromNameAndData(Settings::NAME, $data)->validate() as $violation) {
      $found[] = $violation->getPropertyPath();
    }
    return $found;
  }

}
