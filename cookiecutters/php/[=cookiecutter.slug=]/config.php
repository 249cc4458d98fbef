[% from "escape.jinja" import php, php_comment %]
<?php
/**
 * The configuration of [= php_comment(cookiecutter.name) =].
 *
 * Everything is commented out that has its default. "php check.php" tells what is wrong or missing.
 * To keep this file elsewhere, set the environment variable [= cookiecutter.__constant =]_CONFIG to its path.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

return array(
	// The SIP server: its WebSocket, and the part behind the "@" of SIP addresses.
	'websocket_url' => '[= php(cookiecutter.websocket_url) =]',
	'sip_domain'    => '[= php(cookiecutter.sip_domain) =]',

	/*
	 * The secrets stand in no file below the web root. They are looked for
	 * 1. in the environment variables [= cookiecutter.__constant =]_TOKEN_SECRET and [= cookiecutter.__constant =]_TURN_SECRET,
	 * 2. in these files, which hold nothing else; absolute paths. Make one with: openssl rand -hex 32
	 */
	// 'token_secret_file' => '/etc/[= cookiecutter.slug =]/token-secret',
	// 'turn_secret_file'  => '/etc/[= cookiecutter.slug =]/turn-secret',

	/*
	 * Who is logged in: a function that returns null for a guest, else an array with
	 *   'login'    => the name with which the person logs in; it becomes the SIP name,
	 *   'name'     => the name that others see (optional),
	 *   'sip_name' => another SIP name, given by an administrator; no two people may have the same (optional),
	 *   'calls'    => 'none', 'listed', 'domain' or 'anyone' instead of user_calls (optional),
	 *   'receive'  => whether they can be called, instead of user_receive (optional),
	 *   'session'  => text that changes with each login, such as session_id() (optional, never sent anywhere).
	 * examples/login/ has one for $_SESSION, for HTTP authentication and for a header of a reverse proxy.
	 */
	// 'user' => require __DIR__ . '/examples/login/php-session.php',

	// Whom people of the site may call: 'none', 'listed' (user_destinations and guest_destinations), 'domain'
	// (everybody of the SIP domain and the listed), 'anyone'. With repro as SIP server, who may call the whole
	// domain can also register for others and take their calls: see server/README.md. The names in both lists are
	// reserved: nobody gets one by signing up with it, only as a "sip_name".
	// 'user_calls'        => 'listed',
	// 'user_receive'      => true,
	// 'user_destinations' => array( 'helpdesk', 'alice@example.org' ),

	// Guests: everybody who is not logged in. Without destinations there is no phone for them.
	// 'guest_destinations' => array( 'helpdesk' ),
	// 'guest_user'         => 'guest',
	// 'guest_name'         => 'Guest',

	// 'token': the site signs. 'password': the phone asks for a SIP address and password.
	// 'sign_in' => 'token',

	// How long a token is good, in seconds: 60 to 3600.
	// 'token_lifetime' => 300,

	// 'url': the token is part of the WebSocket's URL. 'cookie': it is three cookies, for a WebSocket on the
	// same host (cookie_domain '') or on another host of the same domain (cookie_domain 'example.org').
	// 'token_transport' => 'url',
	// 'cookie_path'     => '/ws',
	// 'cookie_domain'   => '',
	// 'cookie_samesite' => 'Strict',

	// STUN needs no secret, TURN needs the one of coturn's static-auth-secret.
	// 'ice_servers'   => array( 'stun:stun.example.org', 'turns:turn.example.org:5349?transport=tcp' ),
	// 'turn_lifetime' => 3600,

	// What the phone offers besides calls: 'chat' (text messages), 'language_menu' (visitors choose their language),
	// 'dial_links' (?dial=helpdesk in the address of a page fills in whom to call; nobody is called without a click),
	// 'relay_only' (no call without a TURN server).
	// 'features' => array( 'chat' ),

	// Where this folder is on the web. Found out when it is below the document root.
	// 'url' => '/[= cookiecutter.slug =]',

	// Pages that may ask for a session. '': those of the host that was asked.
	// 'origins' => array( 'https://www.example.org' ),

	// Sessions that a guest's address or a user may ask for in five minutes, and where they are counted:
	// 'file' (rate_folder, an absolute path, '' for the system's temporary folder), 'apcu', or 'redis' (rate_redis).
	// 'rate_guest'  => 60,
	// 'rate_user'   => 120,
	// 'rate_store'  => 'file',
	// 'rate_folder' => '',
	// 'rate_redis'  => 'tcp://127.0.0.1:6379',

	// Behind a reverse proxy all guests have the proxy's address. Read a header only when your proxy overwrites it.
	// 'remote_address' => static function (): string {
	// return (string) ( $_SERVER['HTTP_X_REAL_IP'] ?? '' );
	// },

	// Language of the phone: a file of languages/. A page says its own language and direction (<html lang="he" dir="rtl">).
	// 'language' => 'de',

	// Other words: an array like that of languages/template.php, or a function from English to another language.
	// 'texts' => array( 'Phone' => 'Help desk' ),
);
