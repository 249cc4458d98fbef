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
   * The version of the phone's scripts and style.
   */
  public const VERSION = '1.0.0';

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
      '#attached' => [
        'library' => [['[= cookiecutter.__prefix =]', 'phone']],
        'drupal_add_html_head' => [[$this->modules(), '[= cookiecutter.__prefix =]_modules']],
      ],
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
    ];
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
   * Gives the modules of the phone URLs that change when caches are cleared.
   *
   * A browser looks the URL of every module up in the import map. There, it is
   * mapped to the same URL with Drupal's query string for scripts, so that no
   * browser mixes old files with new ones.
   *
   * @return array<string, mixed>
   *   A script element for the head of the page.
   */
  private function modules(): array {
    $folder = [= cookiecutter.__prefix =]_phone_folder();
    $imports = [];
    foreach (array_merge((array) glob("$folder/*.min.js"), (array) glob("$folder/vendor/*.js")) as $file) {
      $url = base_path() . $file;
      $imports[$url] = $url . '?' . variable_get('css_js_query_string', '0');
    }
    return [
      '#type' => 'html_tag',
      '#tag' => 'script',
      '#attributes' => ['type' => 'importmap'],
      '#value' => drupal_json_encode(['imports' => $imports]),
    ];
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
