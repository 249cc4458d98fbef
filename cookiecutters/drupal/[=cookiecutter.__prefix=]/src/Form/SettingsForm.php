<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Form;

use Drupal\[= cookiecutter.__prefix =]\Secrets;
use Drupal\[= cookiecutter.__prefix =]\ServerCheck;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\[= cookiecutter.__prefix =]\WebsocketUrl;
use Drupal\Core\Config\ConfigFactoryInterface;
use Drupal\Core\Config\TypedConfigManagerInterface;
use Drupal\Core\Form\ConfigFormBase;
use Drupal\Core\Form\ConfigTarget;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Form\RedundantEditableConfigNamesTrait;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * The settings of the phone.
 *
 * What may be entered is decided by the configuration's schema.
 */
final class SettingsForm extends ConfigFormBase {

  use RedundantEditableConfigNamesTrait;

  public function __construct(
    ConfigFactoryInterface $config_factory,
    TypedConfigManagerInterface $typed_config_manager,
    protected Secrets $secrets,
    protected ServerCheck $server,
  ) {
    parent::__construct($config_factory, $typed_config_manager);
  }

  /**
   * {@inheritdoc}
   */
  public static function create(ContainerInterface $container): self {
    return new self(
      $container->get('config.factory'),
      $container->get('config.typed'),
      $container->get(Secrets::class),
      $container->get(ServerCheck::class),
    );
  }

  /**
   * {@inheritdoc}
   */
  public function getFormId(): string {
    return '[= cookiecutter.__prefix =]_settings';
  }

  /**
   * Builds the form.
   *
   * @param array<string, mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   *
   * @return array<string, mixed>
   *   The form.
   */
  public function buildForm(array $form, FormStateInterface $form_state): array {
    $form['server'] = SettingsElements::section($this->t('SIP server'), $this->t('The server that carries the calls. It has to offer SIP over WebSocket.')) + $this->serverFields();
    $form['guests'] = SettingsElements::section($this->t('Guests'), $this->t('Visitors who are not logged in share one SIP account. They can call the addresses listed here, and cannot be called.')) + $this->guestFields();
    $form['users'] = SettingsElements::section($this->t('Users'), $this->t('What each role may do is set on the Permissions tab.')) + $this->userFields();
    $form['phone'] = SettingsElements::section($this->t('Phone'), $this->t('What the phone offers besides calls.')) + $this->phoneFields();
    $form['media'] = SettingsElements::section($this->t('Audio and video'), $this->t('Servers that help audio and video through firewalls.')) + $this->mediaFields();
    $form['secrets'] = SettingsElements::section($this->t('Secrets'), $this->t('Shared with the servers, at least 32 characters each. They are never part of the configuration, which is exported.')) + $this->secretFields();
    $form = parent::buildForm($form, $form_state);
    $form['actions']['check'] = [
      '#type' => 'submit',
      '#value' => $this->t('Save and check the server'),
      '#submit' => ['::submitForm', '::checkServer'],
    ];
    return $form;
  }

  /**
   * Saves what was entered.
   *
   * @param array<mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   */
  public function submitForm(array &$form, FormStateInterface $form_state): void {
    parent::submitForm($form, $form_state);
    $url = SettingsInput::toUrl($form_state->getValue('websocket_url'));
    if ('' !== $url && (new WebsocketUrl($url))->isUnsafe()) {
      $this->messenger()->addWarning($this->t('The WebSocket URL begins with ws://, so sign-in data would cross the network unencrypted, and browsers refuse it on secure pages. Use wss:// outside of tests.'));
    }
  }

  /**
   * Says whether this machine reaches the SIP server.
   *
   * @param array<string, mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   */
  public function checkServer(array &$form, FormStateInterface $form_state): void {
    $url = SettingsInput::toUrl($form_state->getValue('websocket_url'));
    $answer = '' === $url ? NULL : $this->server->ask($url);
    if (NULL === $answer) {
      $this->messenger()->addError($this->t('This site cannot reach the SIP server. The visitors’ browsers may, when they are in another network.'));
      return;
    }
    $this->messenger()->addStatus('' === $answer
      ? $this->t('The SIP server can be reached. It hangs up on whoever has no token.')
      : $this->t('The SIP server can be reached. It answers a request without a token with: @answer', ['@answer' => $answer]));
  }

  /**
   * Builds the fields about the SIP server.
   *
   * @return array<string, array<string, mixed>>
   *   Form elements.
   */
  private function serverFields(): array {
    return [
      'websocket_url' => SettingsElements::line('websocket_url', $this->t('WebSocket URL'), $this->t('For example wss://sip.example.org/ws. Browsers want wss:// except on the machine they run on.'), 'toUrl'),
      'sip_domain' => SettingsElements::line('sip_domain', $this->t('SIP domain'), $this->t('What stands after the @ in the SIP addresses of this site, for example example.org.'), 'toName'),
      'sign_in' => [
        '#type' => 'select',
        '#title' => $this->t('Sign-in'),
        '#description' => $this->t('With tokens, this site vouches for its users, and nobody types a SIP password. The SIP server has to know the token secret. With SIP passwords, the server alone decides who may call whom.'),
        '#options' => [
          Settings::TOKEN => $this->t('Signed token'),
          Settings::PASSWORD => $this->t('SIP password, which the phone asks for'),
        ],
        '#config_target' => Settings::NAME . ':sign_in',
      ],
      'token_lifetime' => SettingsElements::seconds('token_lifetime', $this->t('Token lifetime'), $this->t('Seconds, from 60 to 3600. The phone fetches a new token in time. Somebody who loses a right keeps it this long.'), 60, 3600),
    ];
  }

  /**
   * Builds the fields about guests.
   *
   * @return array<string, array<string, mixed>>
   *   Form elements.
   */
  private function guestFields(): array {
    $short = ['#required' => TRUE, '#maxlength' => 64];
    return [
      'guest_destinations' => SettingsElements::lines('guest_destinations', $this->t('Guests may call'), $this->t('One SIP address per line, such as helpdesk or helpdesk@example.org. Leave it empty to keep the phone from guests. With reSIProcate repro, guests could also register as a listed address of its own domain and take its calls.')),
      'guest_user' => $short + SettingsElements::line('guest_user', $this->t('SIP name of guests'), $this->t('The part before the @. Nobody on this site gets it by choosing it as a login.'), 'toName'),
      'guest_name' => $short + SettingsElements::line('guest_name', $this->t('Display name of guests'), $this->t('Shown to the people whom guests call.'), 'toText'),
    ];
  }

  /**
   * Builds the fields about users.
   *
   * @return array<string, array<string, mixed>>
   *   Form elements.
   */
  private function userFields(): array {
    return [
      'user_destinations' => SettingsElements::lines('user_destinations', $this->t('Listed destinations'), $this->t('One SIP address per line: whom users may call whose role may call the listed destinations, besides those that guests may call.')),
    ];
  }

  /**
   * Builds the fields about what the phone offers.
   *
   * @return array<string, array<string, mixed>>
   *   Form elements.
   */
  private function phoneFields(): array {
    return [
      'features' => [
        '#type' => 'checkboxes',
        '#title' => $this->t('Features'),
        '#description' => $this->t('A link with ?dial=helpdesk at the end of the address of a page fills in whom to call. Nobody is called without a click, and nobody whom the visitor may not call.'),
        '#options' => [
          'chat' => $this->t('Chat: text messages between users'),
          'language_menu' => $this->t('Language menu'),
          'dial_links' => $this->t('Links that fill in whom to call'),
          'relay_only' => $this->t('No call without a TURN server'),
        ],
        '#config_target' => new ConfigTarget(Settings::NAME, 'features', NULL, SettingsInput::class . '::toChoices'),
      ],
    ];
  }

  /**
   * Builds the fields about audio and video.
   *
   * @return array<string, array<string, mixed>>
   *   Form elements.
   */
  private function mediaFields(): array {
    return [
      'ice_servers' => SettingsElements::lines('ice_servers', $this->t('STUN and TURN servers'), $this->t('One per line, such as stun:stun.example.org or turns:turn.example.org:5349?transport=tcp. TURN needs the TURN secret, and tokens as the way to sign in.')),
      'turn_lifetime' => SettingsElements::seconds('turn_lifetime', $this->t('TURN lifetime'), $this->t('Seconds, from 300 to 86400, in which a TURN password can be used to start a call.'), 300, 86400),
    ];
  }

  /**
   * Builds the fields about secrets. No secret is in them.
   *
   * @return array<string, array<string, mixed>>
   *   Form elements.
   */
  private function secretFields(): array {
    $labels = [
      Secrets::TOKEN => $this->t('Token secret'),
      Secrets::TURN => $this->t('TURN secret'),
    ];
    $fields = [];
    foreach ($labels as $kind => $label) {
      $fields[$kind . '_source'] = [
        '#type' => 'item',
        '#title' => $label,
        '#plain_text' => $this->source($kind),
        '#description' => $this->t("\$settings['@name'] in settings.php, or the environment variable @variable.", [
          '@name' => Secrets::NAMES[$kind],
          '@variable' => Secrets::VARIABLES[$kind],
        ]),
      ];
      if ($this->secrets->hasKeys()) {
        $fields[$kind . '_key'] = [
          '#type' => 'key_select',
          '#title' => $this->t('Key'),
          '#empty_option' => $this->t('- None -'),
          '#config_target' => new ConfigTarget(Settings::NAME, $kind . '_key', NULL, SettingsInput::class . '::toText'),
        ];
      }
    }
    return $fields;
  }

  /**
   * Says where a secret comes from.
   *
   * @param string $kind
   *   Secrets::TOKEN or Secrets::TURN.
   *
   * @return string
   *   The place, or what is wrong.
   */
  private function source(string $kind): string {
    if ($this->secrets->isShort($kind)) {
      return (string) $this->t('Too short.');
    }
    return (string) match ($this->secrets->source($kind)) {
      Secrets::KEY => $this->t('From a key of the Key module.'),
      Secrets::FILE => $this->t('From settings.php.'),
      Secrets::ENVIRONMENT => $this->t('From an environment variable.'),
      default => $this->t('Not set.'),
    };
  }

}
