<?php
/**
 * What a page may know.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Sip;
[% if guard is defined %]

[= guard =]
[% endif %]

/**
 * Answers a phone that wants to connect.
 *
 * The answer holds a token and passwords: send it with "Cache-Control: no-store, private".
 */
final class Session {

	/**
	 * The URL of the SIP server, without a token.
	 *
	 * @var string
	 */
	private string $websocket;

	/**
	 * ICE servers that need no credentials.
	 *
	 * @var array<array<string,mixed>>
	 */
	private array $servers;

	/**
	 * The life of a token, in seconds.
	 *
	 * @var int
	 */
	private int $lifetime;

	/**
	 * Makes tokens, or null when the server asks for passwords.
	 *
	 * @var Signer|null
	 */
	private ?Signer $signer;

	/**
	 * Makes TURN credentials, or null without a TURN server.
	 *
	 * @var Turn|null
	 */
	private ?Turn $turn;

	/**
	 * Describes the servers.
	 *
	 * @param string                     $websocket_url For example "wss://sip.example.org/ws/".
	 * @param array<array<string,mixed>> $ice_servers   RTCIceServer dictionaries without credentials, such as a STUN server.
	 * @param int                        $lifetime      The life of a token: 60 to 3600 seconds.
	 * @param Signer|null                $signer        Makes tokens, or null when the server asks for passwords.
	 * @param Turn|null                  $turn          Makes TURN credentials, or null without a TURN server.
	 */
	public function __construct( string $websocket_url, array $ice_servers, int $lifetime, ?Signer $signer, ?Turn $turn ) {
		$this->websocket = $websocket_url;
		$this->servers   = array_values( $ice_servers );
		$this->lifetime  = $lifetime;
		$this->signer    = $signer;
		$this->turn      = $turn;
	}

	/**
	 * Opens the phone for a caller.
	 *
	 * @param Caller       $caller Who opens it.
	 * @param Policy       $policy Whom the caller may call.
	 * @param Address|null $wanted Whom to call, or null when the phone only goes online.
	 * @param int          $now    Unix time in seconds.
	 * @return array<string,mixed> The answer: "websocket", "ice_servers", "user", "destinations" and "server_time".
	 *               Without a signer it is the one of anonymous().
	 * @throws Refusal DESTINATION, when the caller may not call there.
	 * @throws \InvalidArgumentException When the URL or the lifetime is not configured right.
	 */
	public function open( Caller $caller, Policy $policy, ?Address $wanted, int $now ): array {
		if ( null === $this->signer ) {
			return $this->anonymous( $now );
		}
		$destination = $policy->destination( $caller, $wanted );
		$token       = $this->signer->sign( $caller->address(), $destination, $now, $this->lifetime );
		return array(
			'websocket'    => array(
				'url'     => $token->url( $this->websocket ),
				'expires' => $token->expires(),
			),
			'ice_servers'  => $this->servers( $caller, $now ),
			'user'         => $this->user( $caller ),
			'destinations' => array( (string) $destination ),
			'server_time'  => $now,
		);
	}

	/**
	 * Opens the phone for someone who has a SIP password: it shows its login form.
	 *
	 * There is no TURN server in it: a relay that anybody may use is soon abused.
	 *
	 * @param int $now Unix time in seconds.
	 * @return array<string,mixed> The answer, with null for "user" and for the expiry of the URL.
	 */
	public function anonymous( int $now ): array {
		return array(
			'websocket'    => array(
				'url'     => $this->websocket,
				'expires' => null,
			),
			'ice_servers'  => $this->servers,
			'user'         => null,
			'destinations' => array( (string) Destination::anyone() ),
			'server_time'  => $now,
		);
	}

	/**
	 * Lists the ICE servers of a caller.
	 *
	 * @param Caller $caller Who opens the phone.
	 * @param int    $now    Unix time in seconds.
	 * @return array<array<string,mixed>> RTCIceServer dictionaries.
	 */
	private function servers( Caller $caller, int $now ): array {
		if ( null === $this->turn ) {
			return $this->servers;
		}
		$relay = $this->turn->server( (string) $caller->address(), $now );
		return array_merge( $this->servers, array( $relay ) );
	}

	/**
	 * Describes a caller to the page.
	 *
	 * @param Caller $caller Who opens the phone.
	 * @return array<string,mixed> "uri", "display_name", "register" and "guest".
	 */
	private function user( Caller $caller ): array {
		return array(
			'uri'          => $caller->address()->uri(),
			'display_name' => $caller->display(),
			'register'     => $caller->register(),
			'guest'        => $caller->guest(),
		);
	}
}
