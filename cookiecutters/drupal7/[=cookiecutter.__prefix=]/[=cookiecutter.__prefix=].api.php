<?php

/**
 * @file
 * Hooks that other modules can implement.
 */

/**
 * @addtogroup hooks
 * @{
 */

/**
 * Alters the SIP name of a user to whom no administrator gave one.
 *
 * The result is checked like a login. It has to be different for every user.
 *
 * @param string $name
 *   The login.
 * @param object $account
 *   The user.
 */
function hook_[= cookiecutter.__prefix =]_sip_name_alter(&$name, $account) {
  $name = 'user' . $account->uid;
}

/**
 * Alters what the scripts of one phone are told.
 *
 * It stands in the page, so it has to be public and the same for all.
 *
 * @param array $config
 *   The configuration.
 * @param array $options
 *   What was chosen for this phone.
 */
function hook_[= cookiecutter.__prefix =]_phone_config_alter(array &$config, array $options) {
  $config['dtmf'] = 'info';
}

/**
 * Alters the origins from which the phone may ask for a session.
 *
 * For a site with several domains; "xn--…" for names that are not ASCII.
 *
 * @param string[] $origins
 *   For example "https://example.org", in lower case and without a path.
 */
function hook_[= cookiecutter.__prefix =]_allowed_origins_alter(array &$origins) {
  $origins[] = 'https://www.example.org';
}

/**
 * Alters how many sessions may be asked for in five minutes.
 *
 * @param int $limit
 *   Number of requests.
 * @param string $kind
 *   Who asks: guest, counted by address, or user, counted by user.
 */
function hook_[= cookiecutter.__prefix =]_rate_limit_alter(&$limit, $kind) {
  $limit = 'guest' === $kind ? 20 : $limit;
}

/**
 * Acts when a session was opened, for example to log it.
 *
 * There is no token in what it is told.
 *
 * @param string $uri
 *   SIP URI of the caller.
 * @param string[] $destinations
 *   What the session may call.
 * @param bool $guest
 *   Whether the caller is a guest.
 */
function hook_[= cookiecutter.__prefix =]_session_opened($uri, array $destinations, $guest) {
  watchdog('[= cookiecutter.__prefix =]', '@uri opened a session.', ['@uri' => $uri], WATCHDOG_INFO);
}

/**
 * @} End of "addtogroup hooks".
 */
