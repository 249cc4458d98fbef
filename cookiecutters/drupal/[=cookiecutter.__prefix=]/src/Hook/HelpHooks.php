<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =]\Hook;

use Drupal\Core\Hook\Attribute\Hook;
use Drupal\Core\StringTranslation\StringTranslationTrait;
use Drupal\Core\StringTranslation\TranslationInterface;
use Drupal\Core\Url;

/**
 * Explains the module.
 */
final class HelpHooks {

  use StringTranslationTrait;

  public function __construct(TranslationInterface $translation) {
    $this->setStringTranslation($translation);
  }

  /**
   * Implements hook_help().
   */
  #[Hook('help')]
  public function help(string $route_name): string {
    if ('help.page.[= cookiecutter.__prefix =]' !== $route_name) {
      return '';
    }
    $text = $this->section($this->t('About'), $this->t('A phone on pages of this site: visitors and users call each other through your own SIP server, with nothing to install.'));
    $text .= $this->section($this->t('Setting up'), $this->t('Enter the SIP server in the <a href=":settings">settings</a>, and give the secrets that it shares with this site by the Key module, settings.php or environment variables. The <a href=":report">status report</a> tells what is missing.', $this->urls()));
    $text .= $this->section($this->t('Showing the phone'), $this->t('The phone is on its <a href=":page">page</a>, and wherever its block is placed.', $this->urls()));
    $text .= $this->section($this->t('Showing people'), $this->t('The block “Phone directory” shows people whom the visitor may call, the block “Caller card” who the other party of a call is: of those who agreed to it on their account page.'));
    return $text . $this->section($this->t('Who may call whom'), $this->t('Guests can call the addresses listed in the settings. For users it is a matter of <a href=":permissions">permissions</a>.', $this->urls()));
  }

  /**
   * Writes a section.
   *
   * @param string|\Stringable $title
   *   Its title.
   * @param string|\Stringable $text
   *   Its text.
   *
   * @return string
   *   HTML.
   */
  private function section(string|\Stringable $title, string|\Stringable $text): string {
    return "<h2>$title</h2><p>$text</p>";
  }

  /**
   * Lists the pages that the texts link to.
   *
   * @return array<string, string>
   *   URLs by placeholder.
   */
  private function urls(): array {
    return [
      ':settings' => Url::fromRoute('[= cookiecutter.__prefix =].settings')->toString(),
      ':report' => Url::fromRoute('system.status')->toString(),
      ':page' => Url::fromRoute('[= cookiecutter.__prefix =].page')->toString(),
      ':permissions' => Url::fromRoute('user.admin_permissions.module', ['modules' => '[= cookiecutter.__prefix =]'])->toString(),
    ];
  }

}
