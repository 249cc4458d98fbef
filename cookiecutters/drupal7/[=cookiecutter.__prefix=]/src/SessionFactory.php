<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Session;
use Drupal\[= cookiecutter.__prefix =]\Sip\Signer;
use Drupal\[= cookiecutter.__prefix =]\Sip\Turn;

/**
 * Makes a Sip\Session out of the settings and the secrets.
 */
final class SessionFactory {

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * The secrets of the site.
   */
  private Secrets $secrets;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
    $this->secrets = new Secrets();
  }

  /**
   * Tells whether everything is there that a session needs.
   *
   * @return bool
   *   Whether it is.
   */
  public function isReady(): bool {
    return $this->settings->hasServer() && ($this->settings->asksPassword() || NULL !== $this->secrets->get(Secrets::TOKEN));
  }

  /**
   * Makes the session of a site that is ready.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Session
   *   The session.
   */
  public function make(): Session {
    return new Session(
      $this->settings->websocketUrl(),
      $this->stun(),
      $this->settings->seconds('token_lifetime'),
      $this->signer(),
      $this->turn()
    );
  }

  /**
   * Lists the STUN servers, which need no credentials.
   *
   * @return list<array{urls: list<string>}>
   *   RTCIceServer dictionaries.
   */
  private function stun(): array {
    $uris = $this->settings->iceUris('stun');
    return [] === $uris ? [] : [['urls' => $uris]];
  }

  /**
   * Makes the signer of tokens.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Signer|null
   *   The signer, or NULL where people sign in with a password.
   */
  private function signer(): ?Signer {
    $secret = $this->settings->asksPassword() ? NULL : $this->secrets->get(Secrets::TOKEN);
    return NULL === $secret ? NULL : new Signer($secret);
  }

  /**
   * Describes the TURN servers.
   *
   * @return \Drupal\[= cookiecutter.__prefix =]\Sip\Turn|null
   *   The servers, or NULL when there are none or their secret is missing.
   */
  private function turn(): ?Turn {
    $uris = $this->settings->iceUris('turn');
    $secret = $this->secrets->get(Secrets::TURN);
    if ([] === $uris || NULL === $secret) {
      return NULL;
    }
    return new Turn($secret, $uris, $this->settings->seconds('turn_lifetime'));
  }

}
