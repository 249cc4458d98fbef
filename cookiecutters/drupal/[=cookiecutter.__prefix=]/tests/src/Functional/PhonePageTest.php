<?php

declare(strict_types=1);

namespace Drupal\Tests\[= cookiecutter.__prefix =]\Functional;

use Drupal\[= cookiecutter.__prefix =]\Listing;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\SipNames;
use Drupal\language\Entity\ConfigurableLanguage;
use Drupal\Tests\BrowserTestBase;
use Drupal\user\UserInterface;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/**
 * The page, the block and the settings form.
 */
#[Group('[= cookiecutter.__prefix =]')]
#[RunTestsInSeparateProcesses]
final class PhonePageTest extends BrowserTestBase {

  /**
   * {@inheritdoc}
   */
  protected $defaultTheme = 'stark';

  /**
   * {@inheritdoc}
   */
  protected static $modules = ['block', 'page_cache', 'dynamic_page_cache', 'help', '[= cookiecutter.__prefix =]'];

  /**
   * Before it is set up, only those who can do so see anything.
   */
  public function testHintBeforeSetup(): void {
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->assertSession()->statusCodeEquals(200);
    $this->assertSession()->pageTextNotContains('Set up the phone');

    $this->logIn([Rights::ADMINISTER]);
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->clickLink('Set up the phone');
    $this->assertSession()->addressEquals('admin/config/services/[= cookiecutter.__dashed =]');
  }

  /**
   * The form saves what is right, and says what is wrong.
   */
  public function testSettingsForm(): void {
    $this->drupalGet('admin/config/services/[= cookiecutter.__dashed =]');
    $this->assertSession()->statusCodeEquals(403);

    $this->logIn([Rights::ADMINISTER]);
    $this->drupalGet('admin/config/services/[= cookiecutter.__dashed =]');
    $fields = [
      'WebSocket URL' => 'http://sip.example.org',
      'Guests may call' => "helpdesk\n*",
      'SIP name of guests' => '',
      'Display name of guests' => '',
    ];
    $this->submitForm($fields, 'Save configuration');
    $this->assertSession()->pageTextContains('The WebSocket URL has to look like');
    $this->assertSession()->pageTextContains('“*” is not a SIP address');
    $this->assertSession()->pageTextContains('SIP name of guests field is required.');
    $this->assertSession()->pageTextContains('Display name of guests field is required.');

    $fields = [
      'SIP name of guests' => 'visitor',
      'Display name of guests' => 'Visitor',
      'WebSocket URL' => ' WSS://sip.Example.org/ws ',
      'SIP domain' => 'Example.org',
      'Guests may call' => "helpdesk\n\n helpdesk \nbob@example.com",
    ];
    $this->submitForm($fields, 'Save configuration');
    $this->assertSession()->pageTextContains('The configuration options have been saved.');
    $config = $this->config('[= cookiecutter.__prefix =].settings');
    $this->assertSame('wss://sip.example.org/ws', $config->get('websocket_url'));
    $this->assertSame('example.org', $config->get('sip_domain'));
    $this->assertSame(['helpdesk', 'bob@example.com'], $config->get('guest_destinations'));
  }

  /**
   * The form and the status report say so when nobody answers, if asked.
   */
  public function testServerCheck(): void {
    $this->logIn([Rights::ADMINISTER, 'administer site configuration']);
    $this->drupalGet('admin/config/services/[= cookiecutter.__dashed =]');
    $this->submitForm(['WebSocket URL' => 'ws://127.0.0.1:9'], 'Save and check the server');
    $this->assertSession()->pageTextContains('The configuration options have been saved.');
    $this->assertSession()->pageTextContains('This site cannot reach the SIP server.');

    $this->drupalGet('admin/reports/status');
    $this->assertSession()->pageTextNotContains('cannot be reached');
    $this->clickLink('Ask the server');
    $this->assertSession()->pageTextContains('The WebSocket cannot be reached');
  }

  /**
   * People decide themselves whether they are listed; a block shows the list.
   */
  public function testDirectory(): void {
    $this->setUpPhone();
    $this->drupalPlaceBlock('[= cookiecutter.__prefix =]_directory');
    $this->drupalPlaceBlock('[= cookiecutter.__prefix =]_caller_card');
    $this->drupalGet('user/login');
    $directory = $this->assertSession()->elementExists('css', 'nav[data-jsc-directory]');
    $this->assertSame('', $directory->getHtml());
    $this->assertStringEndsWith('/v1/directory', (string) $directory->getAttribute('data-jsc-directory'));
    $this->assertSession()->elementExists('css', 'div[data-jsc-caller-card][hidden]');

    $this->logIn([]);
    $this->drupalGet('user/edit');
    $this->assertSession()->fieldNotExists('List me in the phone directory');
    $user = $this->logIn([Rights::RECEIVE, Rights::CALL_DOMAIN]);
    $this->drupalGet('user/edit');
    $this->assertSession()->checkboxNotChecked('List me in the phone directory');
    $this->submitForm(['List me in the phone directory' => TRUE, 'Department' => 'Sales'], 'Save');
    $this->drupalGet('[= cookiecutter.__dashed =]/v1/directory');
    $this->assertSession()->responseContains('"name":"Sales"');
    $this->assertSession()->responseHeaderContains('Cache-Control', 'no-store');
    $this->assertSession()->responseContains('"address":"' . strtolower($user->getAccountName()) . '@example.org"');
    $this->logIn(['administer users']);
    $this->drupalGet('user/' . $user->id() . '/edit');
    $this->assertSession()->fieldNotExists('List me in the phone directory');
  }

  /**
   * Guests see the directory until somebody leaves it, and no browser keeps it.
   */
  public function testDirectoryForGuests(): void {
    $this->setUpPhone();
    $this->config('system.performance')->set('cache.page.max_age', 300)->save();
    $this->config('[= cookiecutter.__prefix =].settings')->set('guest_destinations', ['desk'])->save();
    /** @var \Drupal\user\UserInterface $hank */
    $hank = $this->drupalCreateUser([Rights::RECEIVE], 'hank', FALSE, [SipNames::FIELD => 'desk']);
    $this->container->get(Listing::class)->add($hank, '');
    $this->drupalGet('[= cookiecutter.__dashed =]/v1/directory');
    $this->assertSession()->responseContains('"address":"desk@example.org"');
    $this->assertSession()->responseHeaderContains('Cache-Control', 'no-store');
    $this->drupalGet('[= cookiecutter.__dashed =]/v1/directory');
    $this->assertSession()->responseContains('"address":"desk@example.org"');

    $this->container->get(Listing::class)->remove($hank);
    $this->drupalGet('[= cookiecutter.__dashed =]/v1/directory');
    $this->assertSession()->responseContains('{"groups":[]}');
  }

  /**
   * The page is the same for everybody, and cached for guests.
   */
  public function testOnePageForEverybody(): void {
    $this->setUpPhone();
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $guest = $this->phone();
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->assertSession()->responseHeaderEquals('X-Drupal-Cache', 'HIT');

    $this->logIn([Rights::CALL, Rights::RECEIVE]);
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->assertSame($guest, $this->phone());
    $this->assertStringNotContainsString('WSSession', $guest);
  }

  /**
   * Phones of one page have ids of their own, wherever they come from.
   */
  public function testPhonesOfOnePageAreTold(): void {
    $this->setUpPhone();
    $login = ['request_path' => ['id' => 'request_path', 'pages' => '/user/login']];
    foreach (['one' => [], 'two' => $login] as $id => $visibility) {
      $this->drupalPlaceBlock('[= cookiecutter.__prefix =]', ['id' => $id, 'label' => 'Phone', 'visibility' => $visibility]);
    }
    // The first visit leaves the one phone in the cache, the others find it.
    foreach (['user/password' => 1, '[= cookiecutter.__dashed =]' => 2, 'user/login' => 2] as $path => $count) {
      $this->drupalGet($path);
      $fields = $this->xpath('//input[@data-jsc="destination"]');
      $this->assertCount($count, $fields);
      $this->assertCount($count, array_unique(array_map(static fn ($field) => $field->getAttribute('id'), $fields)));
    }
  }

  /**
   * The name that those whom guests call see can be translated.
   */
  public function testTheNameOfGuestsCanBeTranslated(): void {
    $this->setUpPhone();
    $this->container->get('module_installer')->install(['config_translation']);
    ConfigurableLanguage::createFromLangcode('fr')->save();
    $this->rebuildAll();
    $this->logIn([Rights::ADMINISTER, 'translate configuration']);
    $this->drupalGet('admin/config/services/[= cookiecutter.__dashed =]/translate/fr/add');
    $this->submitForm(['Display name of guests' => 'Invité'], 'Save translation');
    $french = $this->container->get('config.storage')->createCollection('language.fr');
    $this->assertSame(['guest_name' => 'Invité'], $french->read('[= cookiecutter.__prefix =].settings'));
  }

  /**
   * Who may not see the phone sees neither page nor block.
   */
  public function testPermission(): void {
    $this->setUpPhone();
    $this->drupalPlaceBlock('[= cookiecutter.__prefix =]', ['destination' => 'helpdesk']);
    $this->drupalGet('user/login');
    $this->assertSession()->elementExists('css', '[data-jsc-phone]');

    user_role_revoke_permissions('anonymous', [Rights::USE]);
    $this->drupalGet('user/login');
    $this->assertSession()->elementNotExists('css', '[data-jsc-phone]');
    $this->drupalGet('[= cookiecutter.__dashed =]');
    $this->assertSession()->statusCodeEquals(403);
  }

  /**
   * Logs a new user in.
   *
   * @param list<string> $permissions
   *   What the user may do.
   *
   * @return \Drupal\user\UserInterface
   *   The user.
   */
  private function logIn(array $permissions): UserInterface {
    /** @var \Drupal\user\UserInterface $user */
    $user = $this->drupalCreateUser($permissions);
    $this->drupalLogin($user);
    return $user;
  }

  /**
   * Enters a server and a secret.
   */
  private function setUpPhone(): void {
    $this->config('[= cookiecutter.__prefix =].settings')
      ->set('websocket_url', 'wss://sip.example.org/ws')
      ->set('sip_domain', 'example.org')
      ->save();
    $settings['settings']['[= cookiecutter.__prefix =]_token_secret'] = (object) [
      'value' => str_repeat('s', 32),
      'required' => TRUE,
    ];
    $this->writeSettings($settings);
  }

  /**
   * Cuts the phone out of the page.
   *
   * @return string
   *   Its HTML.
   */
  private function phone(): string {
    return $this->assertSession()->elementExists('css', '[data-jsc-phone]')->getOuterHtml();
  }

}
