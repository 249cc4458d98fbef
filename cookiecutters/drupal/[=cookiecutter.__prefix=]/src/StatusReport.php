<?php

declare(strict_types=1);

namespace Drupal\[= cookiecutter.__prefix =];

use Drupal\[= cookiecutter.__prefix =]\Sip\Ascii;
use Drupal\Core\Extension\Requirement\RequirementSeverity;
use Drupal\Core\StringTranslation\StringTranslationTrait;
use Drupal\Core\StringTranslation\TranslatableMarkup;
use Drupal\Core\StringTranslation\TranslationInterface;
use Drupal\Core\Url;
use Symfony\Component\HttpFoundation\RequestStack;

/**
 * Tells the status report how the phone is doing. No secret is in it.
 */
final class StatusReport {

  use StringTranslationTrait;

  /**
   * Severities, which are numbers before Drupal 11.2.
   */
  private const GOOD = 0;
  private const WARNING = 1;
  private const ERROR = 2;

  /**
   * What the address of the report holds when the server is to be asked.
   */
  private const QUESTION = '[= cookiecutter.__prefix =]_ask';

  public function __construct(
    private readonly Settings $settings,
    private readonly Secrets $secrets,
    private readonly Rights $rights,
    private readonly ServerCheck $server,
    private readonly Listing $listing,
    private readonly RequestStack $requests,
    TranslationInterface $translation,
  ) {
    $this->setStringTranslation($translation);
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
      '[= cookiecutter.__prefix =]_connection' => $this->connection(),
      '[= cookiecutter.__prefix =]_encryption' => $this->encryption(),
      '[= cookiecutter.__prefix =]_guests' => $this->guests(),
      '[= cookiecutter.__prefix =]_wide_rights' => $this->wideRights(),
    ];
    $listed = $this->listing->tooMany();
    if (0 < $listed) {
      $entries['[= cookiecutter.__prefix =]_directory'] = $this->entry($this->t('Phone: directory'), self::WARNING, $this->t('Not everybody is shown'), $this->t('@count people agreed to be listed, and the directory shows the first @most of them. Caller cards know all.', [
        '@count' => $listed,
        '@most' => Listing::MOST,
      ]));
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
    $title = $this->t('Phone: SIP server');
    if ($this->settings->hasServer()) {
      return $this->entry($title, self::GOOD, $this->t('A WebSocket URL and a SIP domain are set'));
    }
    return $this->entry($title, self::WARNING, $this->t('Not set'), $this->t('Set the WebSocket URL and the SIP domain. Until then visitors see no phone.'));
  }

  /**
   * Tells whether this machine reaches the server, if that is asked.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function connection(): array {
    $title = $this->t('Phone: connection to the SIP server');
    $url = $this->settings->websocketUrl();
    $asked = $this->requests->getCurrentRequest()?->query->has(self::QUESTION) ?? FALSE;
    if ('' === $url || !$asked) {
      $link = Url::fromRoute('system.status', [], ['query' => [self::QUESTION => '']])->toString();
      $text = '' === $url ? NULL : $this->t('<a href=":url">Ask the server</a>, which may take some seconds.', [':url' => $link]);
      return $this->entry($title, self::GOOD, $this->t('Not checked'), $text);
    }
    if (NULL === $this->server->ask($url)) {
      return $this->entry($title, self::WARNING, $this->t('The WebSocket cannot be reached'), $this->t('This site cannot reach the SIP server. The visitors’ browsers may, when they are in another network.'));
    }
    return $this->entry($title, self::GOOD, $this->t('The WebSocket can be reached'));
  }

  /**
   * Tells whether there are secrets, and long enough.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function secrets(): array {
    $title = $this->t('Phone: secrets');
    $kinds = $this->neededSecrets();
    if ([] === $kinds) {
      return $this->entry($title, self::GOOD, $this->t('None needed'));
    }
    foreach ($kinds as $kind) {
      if (NULL === $this->secrets->get($kind)) {
        return $this->entry($title, self::ERROR, $this->t('Missing or too short'), $this->t('The phone needs the token secret, and a TURN server needs the TURN secret. Each has to have 32 characters or more.'));
      }
    }
    if ($this->areSameSecret()) {
      return $this->entry($title, self::WARNING, $this->t('One secret for two servers'), $this->t('Use different secrets for tokens and TURN: who breaks into the one server could then not sign for the other.'));
    }
    return $this->entry($title, self::GOOD, $this->t('In order'));
  }

  /**
   * Tells whether pages and calls are encrypted.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function encryption(): array {
    $title = $this->t('Phone: encryption');
    $request = $this->requests->getCurrentRequest();
    if (NULL !== $request && !$request->isSecure() && !in_array($request->getHost(), ['localhost', '127.0.0.1'], TRUE)) {
      return $this->entry($title, self::ERROR, $this->t('This site is not served with HTTPS'), $this->t('Browsers let only secure pages use a microphone. Serve this site with HTTPS.'));
    }
    if ($this->isServerUnsafe()) {
      return $this->entry($title, self::ERROR, $this->t('The connection to the SIP server is not encrypted'), $this->t('Its URL begins with ws://. Browsers refuse that on secure pages. Use wss://.'));
    }
    return $this->entry($title, self::GOOD, $this->t('Encrypted connections'));
  }

  /**
   * Tells whether what guests may do is what was meant.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function guests(): array {
    $title = $this->t('Phone: guests');
    $listed = $this->settings->addresses('guest_destinations');
    if (count($this->settings->lines('guest_destinations')) !== count($listed)) {
      return $this->entry($title, self::WARNING, $this->t('Guests may call addresses that are none'), $this->t('The list of addresses that guests may call has entries without a domain, but no SIP domain is set.'));
    }
    foreach ($listed as $address) {
      if (Ascii::same((string) $address, $this->settings->guestUser() . '@' . $this->settings->domain())) {
        return $this->entry($title, self::WARNING, $this->t('Guests may call themselves'), $this->t('The account that guests share is in the list of addresses that they may call. With some SIP servers any guest could then receive those calls.'));
      }
    }
    if ([] === $listed) {
      return $this->entry($title, self::GOOD, $this->t('Guests get no phone'));
    }
    return $this->entry($title, self::GOOD, $this->t('Guests may call the listed addresses only'), $this->t('Should the SIP server let them register as those, too, which reSIProcate repro does with addresses of its own domain, they could take their calls.'));
  }

  /**
   * Tells whether roles have wide rights.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function wideRights(): array {
    $title = $this->t('Phone: wide calling rights');
    $roles = $this->rights->rolesWith(Rights::CALL_DOMAIN) + $this->rights->rolesWith(Rights::CALL_ANYWHERE);
    if ([] === $roles) {
      return $this->entry($title, self::GOOD, $this->t('No role has them'));
    }
    $text = $this->t('With reSIProcate repro, people of these roles can register as others and receive their calls. Make sure that you trust all of them.');
    return $this->entry($title, self::WARNING, $this->t('Roles: @roles', ['@roles' => implode(', ', $roles)]), $text);
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
   * @param \Drupal\Core\StringTranslation\TranslatableMarkup $title
   *   What it is about.
   * @param int $severity
   *   GOOD, WARNING or ERROR.
   * @param \Drupal\Core\StringTranslation\TranslatableMarkup $value
   *   What was found.
   * @param \Drupal\Core\StringTranslation\TranslatableMarkup|null $text
   *   What it means and what to do, or NULL when all is well.
   *
   * @return array<string, mixed>
   *   A requirement.
   */
  private function entry(TranslatableMarkup $title, int $severity, TranslatableMarkup $value, ?TranslatableMarkup $text = NULL): array {
    $has_enumeration = enum_exists(RequirementSeverity::class);
    $entry = [
      'title' => $title,
      'value' => $value,
      'severity' => $has_enumeration ? RequirementSeverity::from($severity) : $severity,
    ];
    if (NULL !== $text) {
      $url = Url::fromRoute('[= cookiecutter.__prefix =].settings')->toString();
      $arguments = ['@text' => $text, ':url' => $url];
      $entry['description'] = $this->t('@text <a href=":url">Settings of the phone</a>', $arguments);
    }
    return $entry;
  }

}
