<?php
/**
 * The session endpoint.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Address;
use [= cookiecutter.namespace =]\Sip\Refusal;

/**
 * POST session.php: who the visitor is to the SIP server, and how to connect.
 *
 * The phone asks before each connection. Pages hold neither nonce nor token, so that they can be cached for everybody:
 * a visitor who is logged in but sends no nonce is told to fetch one first.
 */
final class SessionEndpoint {

	/**
	 * The most characters of a destination.
	 */
	private const LONGEST = 400;

	/**
	 * The settings of the site.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Who calls whom.
	 *
	 * @var Callers
	 */
	private Callers $callers;

	/**
	 * Takes the settings.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
		$this->callers  = new Callers( $settings );
	}

	/**
	 * Answers.
	 *
	 * @param Request $request The request.
	 * @param int     $now     Unix time in seconds.
	 */
	public function answer( Request $request, int $now ): Answer {
		$wrong = $this->check( $request );
		if ( null !== $wrong ) {
			return $wrong;
		}
		$visitor = $this->settings->asks_password() ? null : Visitor::current( $this->settings );
		$refused = $this->admit( $request, $visitor, $now );
		if ( null !== $refused ) {
			return $refused;
		}
		$delay = ( new RateLimit( $this->settings ) )->count( $visitor, $request, $now );
		if ( 0 < $delay ) {
			return $this->error( 429, 'too_many_requests', Messages::TOO_MANY, array( 'Retry-After' => (string) $delay ) );
		}
		try {
			return new Answer( 200, $this->session( $request, $visitor, $now ) );
		} catch ( Refusal $refusal ) {
			return $this->error( 403, $refusal->reason(), Messages::refusal( $refusal->reason() ) );
		}
	}

	/**
	 * Checks the form of a request, and that it can be answered.
	 *
	 * @param Request $request The request.
	 * @return Answer|null Null when it is right.
	 */
	private function check( Request $request ): ?Answer {
		if ( 'POST' !== $request->method() ) {
			return $this->error( 405, 'not_post', Messages::REQUEST, array( 'Allow' => 'POST' ) );
		}
		if ( ! Origin::is_own( $request, $this->settings ) ) {
			return $this->error( 403, 'origin_refused', Messages::ORIGIN );
		}
		if ( 1 !== preg_match( '~\Aapplication/json\s*(?:;|\z)~i', $request->header( 'Content-Type' ) ) ) {
			return $this->error( 415, 'not_json', Messages::REQUEST );
		}
		if ( ! self::understands( $request->body() ) ) {
			return $this->error( 400, 'not_understood', Messages::REQUEST );
		}
		return SessionFactory::is_ready( $this->settings ) ? null : $this->error( 503, 'not_configured', Messages::NOT_SET_UP );
	}

	/**
	 * Whether a body is a JSON object with a destination or without.
	 *
	 * @param string $body The body.
	 */
	private static function understands( string $body ): bool {
		$fields = strlen( $body ) <= Request::LONGEST ? json_decode( $body, true, 4 ) : null;
		$wanted = is_array( $fields ) ? $fields['destination'] ?? null : false;
		return null === $wanted || ( is_string( $wanted ) && strlen( $wanted ) <= self::LONGEST );
	}

	/**
	 * Decides whether a visitor may ask.
	 *
	 * @param Request      $request The request.
	 * @param Visitor|null $visitor The visitor, null for a guest.
	 * @param int          $now     Unix time in seconds.
	 * @return Answer|null Null when they may.
	 */
	private function admit( Request $request, ?Visitor $visitor, int $now ): ?Answer {
		if ( null !== $visitor ) {
			$refused = $this->meant( $request->header( Nonce::HEADER ), $visitor, $now );
			if ( null !== $refused ) {
				return $refused;
			}
		}
		if ( $this->settings->asks_password() || $this->callers->allows( $visitor ) ) {
			return null;
		}
		if ( null !== $visitor ) {
			return $this->error( 403, 'not_allowed', Messages::NOT_ALLOWED );
		}
		$this->forget();
		return $this->error( 401, 'signed_out', Messages::SIGNED_OUT );
	}

	/**
	 * Checks the nonce of a visitor who is logged in.
	 *
	 * @param string  $nonce   The nonce, or ''.
	 * @param Visitor $visitor The visitor.
	 * @param int     $now     Unix time in seconds.
	 * @return Answer|null Null when it is good.
	 */
	private function meant( string $nonce, Visitor $visitor, int $now ): ?Answer {
		if ( '' === $nonce ) {
			return new Answer( 200, array( 'nonce_required' => true ) );
		}
		$secret = Secrets::get( $this->settings, Secrets::TOKEN );
		$holds  = null !== $secret && ( new Nonce( $secret ) )->holds( $nonce, $visitor, $now );
		return $holds ? null : $this->error( 403, 'nonce_refused', Messages::NONCE );
	}

	/**
	 * The session of a visitor.
	 *
	 * @param Request      $request The request.
	 * @param Visitor|null $visitor The visitor, null for a guest.
	 * @param int          $now     Unix time in seconds.
	 * @return array<string,mixed>
	 * @throws Refusal When the visitor can have no session, or not for this destination.
	 */
	private function session( Request $request, ?Visitor $visitor, int $now ): array {
		$session = SessionFactory::make( $this->settings );
		if ( $this->settings->asks_password() ) {
			return $session->anonymous( $now );
		}
		$wanted = json_decode( $request->body(), true, 4 )['destination'] ?? null;
		$wanted = null === $wanted ? null : Address::parse( $wanted, $this->settings->text( 'sip_domain' ) );
		$answer = $session->open( $this->callers->caller( $visitor ), $this->callers->policy( $visitor ), $wanted, $now );
		if ( Settings::COOKIE === $this->settings->text( 'token_transport' ) ) {
			return ( new TokenCookies( $this->settings ) )->move( $answer );
		}
		return $answer;
	}

	/**
	 * Takes the token back from somebody who is no longer logged in.
	 */
	private function forget(): void {
		if ( Settings::COOKIE === $this->settings->text( 'token_transport' ) ) {
			( new TokenCookies( $this->settings ) )->remove();
		}
	}

	/**
	 * A refusal in the language of the site.
	 *
	 * @param int                  $status  HTTP status.
	 * @param string               $code    What went wrong, for programs.
	 * @param string               $message What went wrong, in English.
	 * @param array<string,string> $headers More headers.
	 */
	private function error( int $status, string $code, string $message, array $headers = array() ): Answer {
		return Answer::error( $status, $code, Texts::load( $this->settings )->translate( $message ), $headers );
	}
}
