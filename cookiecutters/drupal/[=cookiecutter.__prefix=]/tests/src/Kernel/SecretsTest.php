<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Kernel;

use Drupal\[= cookiecutter.__prefix =]\Secrets;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * Where secrets come from.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class SecretsTest extends PhoneTestBase {

  /**
   * {@inheritdoc}
   */
  protected function tearDown(): void {
    putenv(Secrets::VARIABLES[Secrets::TOKEN]);
    parent::tearDown();
  }

  /**
   * A key comes first, then settings.php, then the environment.
   */
  public function testOrderOfSources(): void {
    putenv(Secrets::VARIABLES[Secrets::TOKEN] . '=' . str_repeat('e', 32));
    $this->set(['token_key' => 'phone']);

    $this->assertSame(Secrets::KEY, $this->secrets(str_repeat('k', 32))->source(Secrets::TOKEN));
    $this->assertSame(Secrets::FILE, $this->secrets('')->source(Secrets::TOKEN));
    $this->assertSame(Secrets::FILE, $this->container->get(Secrets::class)->source(Secrets::TOKEN));
    $this->setSetting(Secrets::NAMES[Secrets::TOKEN], '');
    $this->assertSame(Secrets::ENVIRONMENT, $this->secrets(NULL)->source(Secrets::TOKEN));
    putenv(Secrets::VARIABLES[Secrets::TOKEN]);
    $this->assertSame('', $this->secrets(NULL)->source(Secrets::TOKEN));
  }

  /**
   * A short secret is none, and is said to be short.
   */
  public function testShortSecretsAreNotUsed(): void {
    $this->setSetting(Secrets::NAMES[Secrets::TOKEN], str_repeat('s', 31));
    $secrets = $this->container->get(Secrets::class);

    $this->assertTrue($secrets->isShort(Secrets::TOKEN));
    $this->assertNull($secrets->get(Secrets::TOKEN));
    $this->assertFalse($secrets->isShort(Secrets::TURN));
  }

  /**
   * Makes secrets beside a stand-in of the Key module.
   *
   * @param string|null $value
   *   What the key holds, or NULL when there is no such key.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Secrets
   *   The secrets.
   */
  private function secrets(?string $value): Secrets {
    $key = new class($value) {

      public function __construct(private readonly ?string $value) {}

      /**
       * Gives the value, as \Drupal\key\KeyInterface does.
       */
      public function getKeyValue(): ?string {
        return $this->value;
      }

    };
    $keys = new class($value === NULL ? NULL : $key) {

      public function __construct(private readonly ?object $key) {}

      /**
       * Gives the key, as \Drupal\key\KeyRepositoryInterface does.
       */
      public function getKey(string $id): ?object {
        return 'phone' === $id ? $this->key : NULL;
      }

    };
    return new Secrets($this->container->get(Settings::class), $keys);
  }

}
