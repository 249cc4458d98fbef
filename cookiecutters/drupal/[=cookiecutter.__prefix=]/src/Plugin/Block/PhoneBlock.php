<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Plugin\Block;

use Drupal\[= cookiecutter.__prefix =]\Form\SettingsInput;
use Drupal\[= cookiecutter.__prefix =]\PhoneBuilder;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\[= cookiecutter.__prefix =]\Sip\Address;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\Core\Access\AccessResult;
use Drupal\Core\Access\AccessResultInterface;
use Drupal\Core\Block\Attribute\Block;
use Drupal\Core\Block\BlockBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Plugin\ContainerFactoryPluginInterface;
use Drupal\Core\Session\AccountInterface;
use Drupal\Core\StringTranslation\TranslatableMarkup;
use Symfony\Component\DependencyInjection\ContainerInterface;

/**
 * Shows the phone.
 */
#[Block(
  id: '[= cookiecutter.__prefix =]',
  admin_label: new TranslatableMarkup('[= cookiecutter.name | e | replace("\\", "\\\\") =]'),
  category: new TranslatableMarkup('Phone'),
)]
final class PhoneBlock extends BlockBase implements ContainerFactoryPluginInterface {

  /**
   * The entity that holds the block, or ''.
   */
  protected string $holder = '';

  /**
   * Makes the block.
   *
   * @param array<string, mixed> $configuration
   *   Settings of the block.
   * @param string $plugin_id
   *   The plugin.
   * @param mixed $plugin_definition
   *   Its definition.
   * @param \Drupal\[= cookiecutter.__prefix =]\PhoneBuilder $phone
   *   Builds the phone.
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(
    array $configuration,
    $plugin_id,
    $plugin_definition,
    protected PhoneBuilder $phone,
    protected Settings $settings,
  ) {
    parent::__construct($configuration, $plugin_id, $plugin_definition);
  }

  /**
   * Makes the block out of services.
   *
   * @param \Symfony\Component\DependencyInjection\ContainerInterface $container
   *   The services.
   * @param array<string, mixed> $configuration
   *   Settings of the block.
   * @param string $plugin_id
   *   The plugin.
   * @param mixed $plugin_definition
   *   Its definition.
   *
   * @return self
   *   The block.
   */
  public static function create(ContainerInterface $container, array $configuration, $plugin_id, $plugin_definition): self {
    return new self(
      $configuration,
      $plugin_id,
      $plugin_definition,
      $container->get(PhoneBuilder::class),
      $container->get(Settings::class),
    );
  }

  /**
   * Tells what is chosen for a new block.
   *
   * @return array<string, mixed>
   *   Options of PhoneBuilder.
   */
  public function defaultConfiguration(): array {
    return PhoneBuilder::OPTIONS;
  }

  /**
   * Builds the block.
   *
   * @return array<string, mixed>
   *   A render array.
   */
  public function build(): array {
    if ($this->inPreview) {
      // A phone would connect while somebody arranges blocks.
      return ['#markup' => $this->getPreviewFallbackString()];
    }
    // Where no entity of its own holds the block, as in layouts, its settings
    // tell it from others.
    $place = '' === $this->holder ? serialize($this->configuration) : $this->holder;
    return $this->phone->build("block $place", array_intersect_key($this->configuration, PhoneBuilder::OPTIONS));
  }

  /**
   * Tells the block which entity holds it.
   *
   * @param string $id
   *   The entity.
   */
  public function setHolder(string $id): void {
    $this->holder = $id;
  }

  /**
   * {@inheritdoc}
   */
  protected function blockAccess(AccountInterface $account): AccessResultInterface {
    return AccessResult::allowedIfHasPermission($account, Rights::USE);
  }

  /**
   * Builds the form of the block.
   *
   * @param array<string, mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   *
   * @return array<string, mixed>
   *   The form.
   */
  public function blockForm($form, FormStateInterface $form_state): array {
    $form['destination'] = [
      '#type' => 'textfield',
      '#title' => $this->t('Destination'),
      '#description' => $this->t('Name, number or SIP address that is filled in, for example helpdesk.'),
      '#default_value' => $this->configuration['destination'],
    ];
    $form['locked'] = [
      '#type' => 'checkbox',
      '#title' => $this->t('Only this destination'),
      '#default_value' => $this->configuration['locked'],
    ];
    $form['video'] = [
      '#type' => 'checkbox',
      '#title' => $this->t('Offer video calls'),
      '#default_value' => $this->configuration['video'],
    ];
    $form['autostart'] = [
      '#type' => 'checkbox',
      '#title' => $this->t('Go online as soon as the page is open'),
      '#default_value' => $this->configuration['autostart'],
    ];
    return $form;
  }

  /**
   * Checks what was entered.
   *
   * @param array<string, mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   */
  public function blockValidate($form, FormStateInterface $form_state): void {
    $destination = SettingsInput::toText($form_state->getValue('destination'));
    try {
      '' === $destination || Address::parse($destination, $this->settings->domain());
    }
    catch (Refusal) {
      $form_state->setErrorByName('destination', $this->t('This is not a name, number or SIP address that can be called.'));
    }
  }

  /**
   * Keeps what was entered.
   *
   * @param array<string, mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   */
  public function blockSubmit($form, FormStateInterface $form_state): void {
    $this->configuration['destination'] = SettingsInput::toText($form_state->getValue('destination'));
    foreach (['locked', 'video', 'autostart'] as $key) {
      $this->configuration[$key] = (bool) $form_state->getValue($key);
    }
  }

}
