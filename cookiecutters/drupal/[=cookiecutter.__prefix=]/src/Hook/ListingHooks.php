<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\[= cookiecutter.__prefix =]\Listing;
use Drupal\[= cookiecutter.__prefix =]\Rights;
use Drupal\Core\Entity\EntityFormInterface;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\Hook\Attribute\Hook;
use Drupal\Core\Session\AccountInterface;
use Drupal\Core\StringTranslation\StringTranslationTrait;
use Drupal\Core\StringTranslation\TranslationInterface;
use Drupal\user\UserInterface;

/**
 * Asks people whether they want to be listed. They decide that themselves.
 */
final class ListingHooks {

  use StringTranslationTrait;

  /**
   * The elements in the form of a user.
   */
  private const ELEMENT = '[= cookiecutter.__prefix =]_listing';

  public function __construct(
    private readonly Listing $listing,
    private readonly Rights $rights,
    private readonly AccountInterface $currentUser,
    TranslationInterface $translation,
  ) {
    $this->setStringTranslation($translation);
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
  public function addFields(array &$form, FormStateInterface $form_state): void {
    $user = $this->user($form_state);
    if (NULL === $user) {
      return;
    }
    $agrees = $this->listing->agrees($user);
    $form[self::ELEMENT] = [
      '#type' => 'details',
      '#title' => $this->t('Phone directory'),
      '#open' => $agrees,
      '#tree' => TRUE,
      '#weight' => 6,
      'agrees' => [
        '#type' => 'checkbox',
        '#title' => $this->t('List me in the phone directory'),
        '#description' => $this->t('People who may call me see my name, my picture and my SIP address. People whom I call see who I am.'),
        '#default_value' => $agrees,
      ],
      'department' => [
        '#type' => 'textfield',
        '#title' => $this->t('Department'),
        '#default_value' => $this->listing->department($user),
        '#maxlength' => Listing::LONGEST,
      ],
    ];
    $form['actions']['submit']['#submit'][] = '[= cookiecutter.__prefix =]_user_form_submit';
  }

  /**
   * Keeps what was entered.
   *
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   The state of the form.
   */
  public function save(FormStateInterface $form_state): void {
    $user = $this->user($form_state);
    $values = $form_state->getValue(self::ELEMENT);
    if (NULL === $user || !is_array($values)) {
      return;
    }
    if (empty($values['agrees'])) {
      $this->listing->remove($user);
      return;
    }
    $department = $values['department'] ?? '';
    $this->listing->add($user, is_string($department) ? $department : '');
  }

  /**
   * Finds the user who decides: the one whom the form is about.
   *
   * @param \Drupal\Core\Form\FormStateInterface $form_state
   *   The state of the form.
   *
   * @return \Drupal\user\UserInterface|null
   *   The user, or NULL when somebody else is at the form, or nobody can call
   *   the user.
   */
  private function user(FormStateInterface $form_state): ?UserInterface {
    $object = $form_state->getFormObject();
    $user = $object instanceof EntityFormInterface ? $object->getEntity() : NULL;
    $own = $user instanceof UserInterface && !$user->isNew() && (int) $user->id() === (int) $this->currentUser->id();
    return $own && $this->rights->receives($user) ? $user : NULL;
  }

}
