<?php
/**
 * Somebody who is logged in to the site.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Sip\Policy;

/**
 * What the site says of a person.
 */
final class Visitor {

	/**
	 * What the site said, complete and of the right types.
	 *
	 * @var array<string,mixed>
	 */
	private array $values;

	/**
	 * Takes what the site's function returned.
	 *
	 * @param array<string,mixed> $values   See "user" in config.php.
	 * @param Settings            $settings Settings of the site.
	 * @throws \UnexpectedValueException When a value is missing or of a wrong type; the message names it.
	 */
	private function __construct( array $values, Settings $settings ) {
		$all = array(
			'login'    => '',
			'name'     => is_string( $values['login'] ?? null ) ? $values['login'] : '',
			'sip_name' => '',
			'calls'    => $settings->text( 'user_calls' ),
			'receive'  => $settings->on( 'user_receive' ),
			'session'  => '',
		);
		foreach ( $all as $key => $default ) {
			$all[ $key ] = $values[ $key ] ?? $default;
			if ( gettype( $all[ $key ] ) !== gettype( $default ) ) {
				throw new \UnexpectedValueException( sprintf( 'The function "user" of config.php returned a wrong "%s".', $key ) );
			}
		}
		if ( '' === $all['login'] || ! in_array( $all['calls'], array( Policy::NONE, Policy::LISTED, Policy::DOMAIN, Policy::ANYONE ), true ) ) {
			throw new \UnexpectedValueException( 'The function "user" of config.php returned no "login", or a wrong "calls".' );
		}
		$this->values = $all;
	}

	/**
	 * Who asks.
	 *
	 * @param Settings $settings Settings of the site.
	 * @return self|null Null for a guest.
	 * @throws \UnexpectedValueException When the site's function returns neither null nor a usable array.
	 */
	public static function current( Settings $settings ): ?self {
		$find   = $settings->value( 'user' );
		$values = null === $find ? null : $find();
		if ( null === $values ) {
			return null;
		}
		if ( ! is_array( $values ) ) {
			throw new \UnexpectedValueException( 'The function "user" of config.php returned neither null nor an array.' );
		}
		return new self( $values, $settings );
	}

	/**
	 * A text about the person.
	 *
	 * @param string $key "login", "name", "sip_name", "calls" or "session".
	 */
	public function text( string $key ): string {
		return $this->values[ $key ];
	}

	/**
	 * Whether the person can be called.
	 */
	public function receives(): bool {
		return $this->values['receive'];
	}

	/**
	 * Whether the person has rights of their own, to call or to be called.
	 */
	public function has_rights(): bool {
		return $this->receives() || Policy::NONE !== $this->text( 'calls' );
	}
}
