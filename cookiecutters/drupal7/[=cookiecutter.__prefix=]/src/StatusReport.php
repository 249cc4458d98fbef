<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;

/**
 * Tells the status report how the phone is doing. No secret is in it.
 */
final class StatusReport {

  /**
   * What the address of the report holds when the server is to be asked.
   */
  private const QUESTION = '[= cookiecutter.__prefix =]_ask';

  /**
   * The settings of the site.
   */
  private Settings $settings;

  /**
   * The secrets of the site.
   */
  private Secrets $secrets;

  /**
   * What people may do.
   */
  private Rights $rights;

  /**
   * Takes the settings.
   *
   * @param \Drupal\[= cookiecutter.__prefix =]\Settings $settings
   *   Settings of the site.
   */
  public function __construct(Settings $settings) {
    $this->settings = $settings;
    $this->secrets = new Secrets();
    $this->rights = new Rights();
  }

  /**
   * Lists the entries.
   *
   * @return array<string, array<string, mixed>>
   *   Requirements by name.
   */
  public function entries(): array {
    $entries = [
      '[= cookiecutter.__prefix =]_server' => $this->server(),
      '[= cookiecutter.__prefix =]_secrets' => $this->secrets(),
      '[= cookiecutter.__prefix =]_encryption' => $this->encryption(),
      '[= cookiecutter.__prefix =]_connection' => $this->connection(),
      '[= cookiecutter.__prefix =]_guests' => $this->guests(),
      '[= cookiecutter.__prefix =]_wide_rights' => $this->wideRights(),
    ];
    $listed = (new Listing())->tooMany();
    if (0 < $listed) {
      $entries['[= cookiecutter.__prefix =]_directory'] = $this->entry(t('Phone: directory'), REQUIREMENT_WARNING, t('Not everybody is shown'), t('@count people agreed to be listed, and the directory shows the first @most of them. Caller cards know all.', [
        '@count' => $listed,
        '@most' => Listing::MOST,
      ]));
    }
    $left = DruCall::passwordsLeft();
    if ([] !== $left) {
      $entries['[= cookiecutter.__prefix =]_drucall'] = $this->entry(t('Phone: DruCall'), REQUIREMENT_WARNING, t('Passwords of DruCall are in the database'), t('This module does not use them, and other modules show and export them. Delete the variables @names.', ['@names' => implode(', ', $left)]));
    }
    return $entries;
  }

  /**
   * Tells whether a server is named.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function server(): array {
    $title = t('Phone: SIP server');
    if ($this->settings->hasServer()) {
      return $this->entry($title, REQUIREMENT_OK, t('A WebSocket URL and a SIP domain are set'));
    }
    return $this->entry($title, REQUIREMENT_WARNING, t('Not set'), t('Set the WebSocket URL and the SIP domain. Until then visitors see no phone.'));
  }

  /**
   * Tells whether there are secrets, and long enough.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function secrets(): array {
    $title = t('Phone: secrets');
    $kinds = $this->neededSecrets();
    if ([] === $kinds) {
      return $this->entry($title, REQUIREMENT_OK, t('None needed'));
    }
    foreach ($kinds as $kind) {
      if (NULL === $this->secrets->get($kind)) {
        return $this->entry($title, REQUIREMENT_ERROR, t('Missing or too short'), t('The phone needs the token secret, and a TURN server needs the TURN secret. Each has to have 32 characters or more.'));
      }
    }
    if ($this->secrets->areInDatabase()) {
      return $this->entry($title, REQUIREMENT_WARNING, t('A secret is in the database'), t('Other modules show and export variables of the database. Give the secrets in settings.php or the environment, and delete the variables @names.', ['@names' => implode(', ', Secrets::NAMES)]));
    }
    if ($this->areSameSecret()) {
      return $this->entry($title, REQUIREMENT_WARNING, t('One secret for two servers'), t('Use different secrets for tokens and TURN: who breaks into the one server could then not sign for the other.'));
    }
    return $this->entry($title, REQUIREMENT_OK, t('In order'));
  }

  /**
   * Tells whether pages and calls are encrypted.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function encryption(): array {
    $title = t('Phone: encryption');
    if ($this->isSiteUnsafe()) {
      return $this->entry($title, REQUIREMENT_ERROR, t('This site is not served with HTTPS'), t('Browsers let only secure pages use a microphone. Serve this site with HTTPS.'));
    }
    if ($this->isServerUnsafe()) {
      return $this->entry($title, REQUIREMENT_ERROR, t('The connection to the SIP server is not encrypted'), t('Its URL begins with ws://. Browsers refuse that on secure pages. Use wss://.'));
    }
    return $this->entry($title, REQUIREMENT_OK, t('Encrypted connections'));
  }

  /**
   * Tells whether this machine reaches the server, if that is asked.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function connection(): array {
    $title = t('Phone: connection to the SIP server');
    $url = $this->settings->websocketUrl();
    if ('' === $url || !isset($_GET[self::QUESTION])) {
      $link = url('admin/reports/status', ['query' => [self::QUESTION => 1]]);
      $text = t('<a href="@url">Ask the server</a>, which may take some seconds.', ['@url' => $link]);
      return $this->entry($title, REQUIREMENT_OK, t('Not checked'), '' === $url ? '' : $text);
    }
    if (NULL === (new ServerCheck())->ask($url)) {
      return $this->entry($title, REQUIREMENT_WARNING, t('The WebSocket cannot be reached'), t('This site cannot reach the SIP server. The visitors’ browsers may, when they are in another network.'));
    }
    return $this->entry($title, REQUIREMENT_OK, t('The WebSocket can be reached'));
  }

  /**
   * Tells whether what guests may do is what was meant.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function guests(): array {
    $title = t('Phone: guests');
    $listed = $this->settings->addresses('guest_destinations');
    if (count($this->settings->lines('guest_destinations')) !== count($listed)) {
      return $this->entry($title, REQUIREMENT_WARNING, t('Guests may call addresses that are none'), t('The list of addresses that guests may call has entries without a domain, but no SIP domain is set.'));
    }
    foreach ($listed as $address) {
      if (Ascii::same((string) $address, $this->settings->guestUser() . '@' . $this->settings->domain())) {
        return $this->entry($title, REQUIREMENT_WARNING, t('Guests may call themselves'), t('The account that guests share is in the list of addresses that they may call. With some SIP servers any guest could then receive those calls.'));
      }
    }
    if ([] === $listed) {
      return $this->entry($title, REQUIREMENT_OK, t('Guests get no phone'));
    }
    return $this->entry($title, REQUIREMENT_OK, t('Guests may call the listed addresses only'), t('Should the SIP server let them register as those, too, which reSIProcate repro does with addresses of its own domain, they could take their calls.'));
  }

  /**
   * Tells whether roles have wide rights.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function wideRights(): array {
    $title = t('Phone: wide calling rights');
    $roles = $this->rights->rolesWith(Rights::CALL_DOMAIN) + $this->rights->rolesWith(Rights::CALL_ANYWHERE);
    if ([] === $roles) {
      return $this->entry($title, REQUIREMENT_OK, t('No role has them'));
    }
    $text = t('With reSIProcate repro, people of these roles can register as others and receive their calls. Make sure that you trust all of them.');
    return $this->entry($title, REQUIREMENT_WARNING, t('Roles: @roles', ['@roles' => implode(', ', $roles)]), $text);
  }

  /**
   * Lists the secrets that the settings ask for.
   *
   * @return list<string>
   *   Secrets::TOKEN, Secrets::TURN.
   */
  private function neededSecrets(): array {
    if ($this->settings->asksPassword()) {
      return [];
    }
    $kinds = [Secrets::TOKEN];
    if ([] !== $this->settings->iceUris('turn')) {
      $kinds[] = Secrets::TURN;
    }
    return $kinds;
  }

  /**
   * Tells whether both secrets are the same, by what they make of one message.
   *
   * @return bool
   *   Whether they are.
   */
  private function areSameSecret(): bool {
    $token = $this->secrets->get(Secrets::TOKEN);
    $turn = $this->secrets->get(Secrets::TURN);
    return NULL !== $token && NULL !== $turn && hash_equals($token->hash('sha256', ''), $turn->hash('sha256', ''));
  }

  /**
   * Tells whether browsers keep the microphone from pages of this site.
   *
   * @return bool
   *   Whether they do. Drush has no request and so no answer.
   */
  private function isSiteUnsafe(): bool {
    $host = (string) parse_url((string) $GLOBALS['base_root'], PHP_URL_HOST);
    return !drupal_is_cli() && !$GLOBALS['is_https'] && !in_array($host, ['localhost', '127.0.0.1'], TRUE);
  }

  /**
   * Tells whether the SIP server is reached without encryption.
   *
   * @return bool
   *   Whether it is.
   */
  private function isServerUnsafe(): bool {
    $url = $this->settings->websocketUrl();
    return '' !== $url && (new WebsocketUrl($url))->isUnsafe();
  }

  /**
   * Makes an entry.
   *
   * @param string $title
   *   What it is about.
   * @param int $severity
   *   A REQUIREMENT_ constant.
   * @param string $value
   *   What was found.
   * @param string $text
   *   What it means and what to do, or '' when all is well.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function entry(string $title, int $severity, string $value, string $text = ''): array {
    $entry = [
      'title' => $title,
      'value' => $value,
      'severity' => $severity,
    ];
    if ('' !== $text) {
      $entry['description'] = $text . ' ' . l(t('Settings of the phone'), 'admin/config/services/[= cookiecutter.__dashed =]');
    }
    return $entry;
  }

}
