<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\[= cookiecutter.__prefix =]\Identity;
use Drupal\[= cookiecutter.__prefix =]\Messages;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\[= cookiecutter.__prefix =]\Settings;
use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;
use Drupal\[= cookiecutter.__prefix =]\SipNameField;
use Drupal\[= cookiecutter.__prefix =]\SipNames;
use Drupal\Core\Access\AccessResult;
use Drupal\Core\Access\AccessResultInterface;
use Drupal\Core\Entity\EntityFormInterface;
use Drupal\Core\Entity\EntityTypeInterface;
use Drupal\Core\Field\FieldDefinitionInterface;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Hook\Attribute\Hook;
use Drupal\Core\Session\AccountInterface;
use Drupal\Core\StringTranslation\StringTranslationTrait;
use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\StringTranslation\TranslationInterface;
use Drupal\user\UserInterface;

/**
 * Gives users a SIP name, which only administrators may change.
 */
final class UserHooks {

  use StringTranslationTrait;

  public function __construct(
    private readonly Identity $identity,
    private readonly Settings $settings,
    private readonly SipNames $sipNames,
    TranslationInterface $translation,
  ) {
    $this->setStringTranslation($translation);
  }

  /**
   * Implements hook_entity_base_field_info().
   *
   * @return array<string, \Drupal\Core\Field\FieldDefinitionInterface>
   *   The fields.
   */
  #[Hook('entity_base_field_info')]
  public function fields(EntityTypeInterface $entity_type): array {
    if ('user' !== $entity_type->id()) {
      return [];
    }
    $field = SipNameField::create('string')
      ->setLabel(new TranslatableMarkup('SIP name'))
      ->setDescription(new TranslatableMarkup('The part before the @. Leave it empty to use the login.'))
      ->setSetting('max_length', 64)
      ->setSetting('is_ascii', TRUE)
      ->addConstraint('[= cookiecutter.__prefix =]_sip_name')
      ->setDisplayOptions('form', ['type' => 'string_textfield', 'weight' => 4])
      ->setDisplayConfigurable('form', TRUE);
    return [SipNames::FIELD => $field];
  }

  /**
   * Implements hook_entity_field_access().
   *
   * Nobody but administrators: a name is an identity.
   */
  #[Hook('entity_field_access')]
  public function fieldAccess(string $operation, FieldDefinitionInterface $field_definition, AccountInterface $account): AccessResultInterface {
    if (SipNames::FIELD !== $field_definition->getName() || 'user' !== $field_definition->getTargetEntityTypeId()) {
      return AccessResult::neutral();
    }
    $needed = [Rights::ADMINISTER, 'administer users'];
    $allowed = AccessResult::allowedIfHasPermissions($account, $needed);
    return $allowed->isAllowed() ? AccessResult::neutral()->cachePerPermissions() : AccessResult::forbidden()->cachePerPermissions();
  }

  /**
   * Implements hook_ENTITY_TYPE_presave() for users.
   */
  #[Hook('user_presave')]
  public function presave(UserInterface $user): void {
    $name = Ascii::lower(trim($user->get(SipNames::FIELD)->getString()));
    $user->set(SipNames::FIELD, '' === $name ? NULL : $name);
  }

  /**
   * Implements hook_form_FORM_ID_alter() for the form of a user.
   *
   * @param array<string, mixed> $form
   *   The form.
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   Its state.
   */
  #[Hook('form_user_form_alter')]
  public function showAddress(array &$form, FormStateInterface $form_state): void {
    $object = $form_state->getFormObject();
    $user = $object instanceof EntityFormInterface ? $object->getEntity() : NULL;
    if ($user instanceof UserInterface && !$user->isNew()) {
      $form['[= cookiecutter.__prefix =]_sip_address'] = [
        '#type' => 'item',
        '#title' => $this->t('SIP address'),
        '#markup' => $this->address($user),
        '#weight' => 5,
      ];
    }
  }

  /**
   * Implements hook_module_preuninstall().
   *
   * A field that holds nothing is removed at once, one that holds something by
   * later runs of cron. Forms keep fields that are no more.
   */
  #[Hook('module_preuninstall')]
  public function removeNames(string $module): void {
    if ('[= cookiecutter.__prefix =]' === $module) {
      $this->sipNames->removeAll();
      $this->sipNames->removeFromDisplays();
    }
  }

  /**
   * Tells the SIP address of a user, or why there is none.
   *
   * @param \Drupal\user\UserInterface $user
   *   The user.
   *
   * @return string
   *   HTML: an address has no character that HTML knows.
   */
  private function address(UserInterface $user): string {
    if ('' === $this->settings->domain()) {
      return (string) $this->t('The phone is not set up yet.');
    }
    try {
      return (string) $this->identity->address($user);
    }
    catch (Refusal $refusal) {
      return (string) Messages::refusal($refusal->reason());
    }
  }

}
