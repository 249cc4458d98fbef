<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Refusal;

/**
 * Adds to the form of a user: SIP name, SIP address, and the directory.
 *
 * Nobody but administrators may change a name: it is an identity. Whether to be
 * listed, people decide themselves.
 */
final class UserForm {

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
   * Builds the fields for a user.
   *
   * @param object $account
   *   The user.
   *
   * @return array<string, mixed>
   *   Form elements.
   */
  public function fields(object $account): array {
    $fields = $this->name((int) $account->uid);
    $fields['[= cookiecutter.__prefix =]_sip_address'] = [
      '#type' => 'item',
      '#title' => t('SIP address'),
      '#markup' => $this->address($account),
    ];
    return $fields + $this->listing($account);
  }

  /**
   * Builds the field for the SIP name.
   *
   * @param int $user_id
   *   The user, or 0 for one who is about to be made.
   *
   * @return array<string, mixed>
   *   Form elements.
   */
  public function name(int $user_id): array {
    if (!user_access(Rights::ADMINISTER) || !user_access('administer users')) {
      return [];
    }
    $field = [
      '#type' => 'textfield',
      '#title' => t('SIP name'),
      '#description' => t('The part before the @. Leave it empty to use the login.'),
      '#default_value' => (new SipNames())->get($user_id),
      '#maxlength' => 64,
      '#element_validate' => ['[= cookiecutter.__prefix =]_validate_sip_name'],
      '#uid' => $user_id,
    ];
    return [SipNames::FIELD => $field];
  }

  /**
   * Says why a user cannot have a SIP name.
   *
   * @param int $user_id
   *   The user, or 0 for one who is about to be made.
   * @param string $name
   *   The name.
   *
   * @return string
   *   The message, or '' when they can.
   */
  public function complaint(int $user_id, string $name): string {
    try {
      '' === $name || (new Identity($this->settings))->check($user_id, $name);
      return '';
    }
    catch (Refusal $refusal) {
      return Messages::assignment($refusal->reason());
    }
  }

  /**
   * Keeps what is saved of a user.
   *
   * @param int $user_id
   *   The user.
   * @param array<string, mixed> $edit
   *   What is saved.
   */
  public function save(int $user_id, array $edit): void {
    if (isset($edit[Listing::FIELD]['agrees'])) {
      $this->saveListing($user_id, $edit[Listing::FIELD]);
    }
    if (isset($edit[SipNames::FIELD])) {
      $this->saveName($user_id, trim((string) $edit[SipNames::FIELD]));
    }
  }

  /**
   * Lists a user, or takes them off the list.
   *
   * @param int $user_id
   *   The user.
   * @param array<string, mixed> $listing
   *   Whether they agree, and their department.
   */
  private function saveListing(int $user_id, array $listing): void {
    if (empty($listing['agrees'])) {
      (new Listing())->remove($user_id);
      return;
    }
    (new Listing())->add($user_id, (string) ($listing['department'] ?? ''));
  }

  /**
   * Gives a SIP name to a user, or takes it back.
   *
   * @param int $user_id
   *   The user.
   * @param string $name
   *   The name, or ''.
   */
  private function saveName(int $user_id, string $name): void {
    try {
      $name = '' === $name ? '' : (new Identity($this->settings))->check($user_id, $name);
      (new SipNames())->set($user_id, $name);
    }
    catch (Refusal $refusal) {
      watchdog('[= cookiecutter.__prefix =]', 'User @uid was not given a SIP name: @reason', [
        '@uid' => $user_id,
        '@reason' => $refusal->getMessage(),
      ], WATCHDOG_WARNING);
    }
  }

  /**
   * Asks users in their own form whether they want to be listed.
   *
   * @param object $account
   *   The user.
   *
   * @return array<string, mixed>
   *   Form elements.
   */
  private function listing(object $account): array {
    if ((int) $GLOBALS['user']->uid !== (int) $account->uid || !(new Rights())->receives($account)) {
      return [];
    }
    $department = (new Listing())->department((int) $account->uid);
    $fields = [
      '#type' => 'fieldset',
      '#title' => t('Phone directory'),
      '#collapsible' => TRUE,
      '#collapsed' => NULL === $department,
      '#tree' => TRUE,
    ];
    $fields['agrees'] = [
      '#type' => 'checkbox',
      '#title' => t('List me in the phone directory'),
      '#description' => t('People who may call me see my name, my picture and my SIP address. People whom I call see who I am.'),
      '#default_value' => NULL !== $department,
    ];
    $fields['department'] = [
      '#type' => 'textfield',
      '#title' => t('Department'),
      '#default_value' => (string) $department,
      '#maxlength' => Listing::LONGEST,
    ];
    return [Listing::FIELD => $fields];
  }

  /**
   * Tells the SIP address of a user, or why there is none.
   *
   * @param object $account
   *   The user.
   *
   * @return string
   *   HTML: an address has no character that HTML knows.
   */
  private function address(object $account): string {
    if ('' === $this->settings->domain()) {
      return t('The phone is not set up yet.');
    }
    try {
      return (string) (new Identity($this->settings))->address($account);
    }
    catch (Refusal $refusal) {
      return Messages::refusal($refusal->reason());
    }
  }

}
