<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Builds the phone for the block and the page.
 *
 * A phone is the same for every visitor and holds no token, user or secret, so
 * that pages can be cached.
 */
final class PhoneBuilder {

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
  }

  /**
   * Builds a phone.
   *
   * @param string $place
   *   Where it is: page or block.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function build(string $place): array {
    if (!(new SessionFactory($this->settings))->isReady()) {
      return $this->notice();
    }
    $options = $this->settings->options($place);
    $config = $this->config($options);
    drupal_alter('[= cookiecutter.__prefix =]_phone_config', $config, $options);
    return [
      '#theme' => '[= cookiecutter.__prefix =]',
      '#uid' => drupal_html_id('[= cookiecutter.__dashed =]'),
      '#config' => drupal_json_encode($config),
      '#attached' => Assets::attachments('phone'),
    ];
  }

  /**
   * Collects what the scripts of the phone need to know.
   *
   * @param array<string, mixed> $options
   *   What was chosen for this phone.
   *
   * @return array<string, mixed>
   *   The configuration.
   */
  private function config(array $options): array {
    return [
      'session' => [
        'url' => url('[= cookiecutter.__dashed =]/v1/session'),
        'nonce_url' => url('[= cookiecutter.__dashed =]/v1/token'),
        'nonce_header' => 'X-CSRF-Token',
      ],
      'websocket_url' => '',
      'ice_servers' => [],
      'sip_domain' => $this->settings->domain(),
      'destination' => $this->destination($options['destination']),
      'edit_destination' => !$options['locked'],
      'audio' => $options['audio'],
      'video' => $options['video'],
      'autostart' => $options['autostart'],
      'strings' => Strings::all(),
    ] + $this->features();
  }

  /**
   * Keeps an address that can be called.
   *
   * @param string $text
   *   What was chosen.
   *
   * @return string
   *   The same, or ''.
   */
  private function destination(string $text): string {
    try {
      Address::parse($text, $this->settings->domain());
      return $text;
    }
    catch (Refusal $refusal) {
      return '';
    }
  }

  /**
   * Tells what the settings say of what the phone can do besides calls.
   *
   * @return array<string, bool|string>
   *   The configuration.
   */
  private function features(): array {
    $features = ['language' => $GLOBALS['language']->language];
    foreach (Settings::FEATURES as $feature) {
      $features[$feature] = $this->settings->offers($feature);
    }
    return $features;
  }

  /**
   * Builds what stands in the place of a phone that is not set up.
   *
   * @return array<string, mixed>
   *   A hint for those who can set it up, nothing for visitors.
   */
  private function notice(): array {
    if ($this->settings->hasServer()) {
      // Only a secret is missing. No cache would learn that it is there.
      drupal_page_is_cacheable(FALSE);
    }
    if (!user_access(Rights::ADMINISTER)) {
      return [];
    }
    $link = l(t('Set up the phone'), 'admin/config/services/[= cookiecutter.__dashed =]');
    return ['#markup' => '<p>' . t('The phone is not set up yet. Visitors see nothing here.') . ' ' . $link . '</p>'];
  }

}
