<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Component\Serialization\Json;
use Drupal\Component\Utility\Crypt;
use Drupal\Component\Utility\Html;
use Drupal\Core\Cache\CacheableMetadata;
use Drupal\Core\Extension\ModuleHandlerInterface;
use Drupal\Core\Language\LanguageManagerInterface;
use Drupal\Core\PageCache\ResponsePolicy\KillSwitch;
use Drupal\Core\Session\AccountInterface;
use Drupal\Core\StringTranslation\StringTranslationTrait;
use Drupal\Core\StringTranslation\TranslationInterface;
use Drupal\Core\Url;
use Symfony\Component\DependencyInjection\Attribute\Autowire;

/**
 * Builds the phone for the block and the page.
 *
 * A phone is the same for every visitor and holds no token, user or secret, so
 * that pages can be cached.
 */
final class PhoneBuilder {

  use StringTranslationTrait;

  /**
   * What can be chosen for one phone.
   */
  public const OPTIONS = [
    'destination' => '',
    'locked' => FALSE,
    'video' => TRUE,
    'autostart' => FALSE,
  ];

  public function __construct(
    private readonly Settings $settings,
    private readonly SessionFactory $sessions,
    private readonly PhoneModules $modules,
    private readonly ModuleHandlerInterface $moduleHandler,
    private readonly AccountInterface $currentUser,
    private readonly LanguageManagerInterface $languageManager,
    #[Autowire(service: 'page_cache_kill_switch')]
    private readonly KillSwitch $killSwitch,
    TranslationInterface $translation,
  ) {
    $this->setStringTranslation($translation);
  }

  /**
   * Builds a phone.
   *
   * @param string $place
   *   Where it is: no other phone of a page is there.
   * @param array<string, mixed> $options
   *   What differs from OPTIONS.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function build(string $place, array $options = []): array {
    $options += self::OPTIONS;
    $build = $this->sessions->isReady() ? $this->phone($place, $options) : $this->notice();
    CacheableMetadata::createFromRenderArray($build)
      ->addCacheContexts(['languages:language_interface', 'user.permissions'])
      ->addCacheTags(['config:' . Settings::NAME])
      ->applyTo($build);
    return $build;
  }

  /**
   * Builds a phone that is set up.
   *
   * @param string $place
   *   Where it is.
   * @param array<string, mixed> $options
   *   What was chosen for this phone.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  private function phone(string $place, array $options): array {
    $cacheability = new CacheableMetadata();
    $config = $this->config($options, $cacheability);
    $context = $cacheability;
    $this->moduleHandler->alter('[= cookiecutter.__prefix =]_phone_config', $config, $options, $context);
    $build = [
      '#theme' => '[= cookiecutter.__prefix =]',
      // Two phones of one page differ, even when one of them is cached.
      '#uid' => Html::getUniqueId('[= cookiecutter.__dashed =]-' . substr(Crypt::hashBase64($place), 0, 8)),
      '#config' => Json::encode($config),
      '#attached' => $this->modules->attachments('phone'),
    ];
    $cacheability->applyTo($build);
    return $build;
  }

  /**
   * Collects what the scripts of the phone need to know.
   *
   * @param array<string, mixed> $options
   *   What was chosen for this phone.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what the URLs depend on.
   *
   * @return array<string, mixed>
   *   The configuration.
   */
  private function config(array $options, CacheableMetadata $cacheability): array {
    return [
      'session' => [
        'url' => $this->path('[= cookiecutter.__prefix =].session', $cacheability),
        'nonce_url' => $this->path('system.csrftoken', $cacheability),
        'nonce_header' => 'X-CSRF-Token',
      ],
      'websocket_url' => '',
      'ice_servers' => [],
      'sip_domain' => $this->settings->domain(),
      'destination' => $this->destination($options['destination']),
      'edit_destination' => !$options['locked'],
      'audio' => TRUE,
      'video' => (bool) $options['video'],
      'autostart' => (bool) $options['autostart'],
      'strings' => Strings::all(),
    ] + $this->features();
  }

  /**
   * Tells what the settings say of what the phone can do besides calls.
   *
   * @return array<string, bool|string>
   *   The configuration.
   */
  private function features(): array {
    $features = ['language' => $this->languageManager->getCurrentLanguage()->getId()];
    foreach (Settings::FEATURES as $feature) {
      $features[$feature] = $this->settings->offers($feature);
    }
    return $features;
  }

  /**
   * Writes the path of a route.
   *
   * @param string $route
   *   Name of the route.
   * @param \Drupal\Core\Cache\CacheableMetadata $cacheability
   *   Gets what the path depends on.
   *
   * @return string
   *   A URL without scheme and host: a page that is cached for http: and https:
   *   works in both.
   */
  private function path(string $route, CacheableMetadata $cacheability): string {
    $url = Url::fromRoute($route)->toString(TRUE);
    $cacheability->addCacheableDependency($url);
    return $url->getGeneratedUrl();
  }

  /**
   * Keeps an address that can be called.
   *
   * @param mixed $text
   *   What was chosen.
   *
   * @return string
   *   The same, or ''.
   */
  private function destination(mixed $text): string {
    $text = is_string($text) ? $text : '';
    try {
      Address::parse($text, $this->settings->domain());
      return $text;
    }
    catch (Refusal) {
      return '';
    }
  }

  /**
   * Builds what stands in the place of a phone that is not set up.
   *
   * @return array<string, mixed>
   *   A hint for those who can set it up, nothing for visitors.
   */
  private function notice(): array {
    $build = ['#cache' => ['max-age' => $this->settings->hasServer() ? 0 : -1]];
    if ($this->settings->hasServer()) {
      // Only a secret is missing. No cache would learn that it is there.
      $this->killSwitch->trigger();
    }
    if ($this->currentUser->hasPermission(Rights::ADMINISTER)) {
      $build['notice'] = [
        '#type' => 'link',
        '#title' => $this->t('Set up the phone'),
        '#url' => Url::fromRoute('[= cookiecutter.__prefix =].settings'),
        '#prefix' => '<p>' . $this->t('The phone is not set up yet. Visitors see nothing here.') . ' ',
        '#suffix' => '</p>',
      ];
    }
    return $build;
  }

}
