<?php
/**
 * Who opens the phone.
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
 * A person of the site, or a guest.
 */
final class Caller {

	/**
	 * The address that calls come from.
	 *
	 * @var Address
	 */
	private Address $address;

	/**
	 * The name that the other side sees.
	 *
	 * @var string
	 */
	private string $display;

	/**
	 * Whether the phone registers, to be called.
	 *
	 * @var bool
	 */
	private bool $register;

	/**
	 * Whether this is a visitor whom the site does not know.
	 *
	 * @var bool
	 */
	private bool $guest;

	/**
	 * Describes a caller.
	 *
	 * @param Address $address  The address that calls come from. All guests share one.
	 * @param string  $display  A name in UTF-8. Control characters become spaces, because it goes into a SIP header.
	 * @param bool    $register Whether the phone registers, to be called.
	 * @param bool    $guest    Whether this is a visitor whom the site does not know.
	 */
	public function __construct( Address $address, string $display, bool $register, bool $guest ) {
		$this->address  = $address;
		$this->display  = trim( (string) preg_replace( '/[\x00-\x1F\x7F]+/', ' ', $display ) );
		$this->register = $register;
		$this->guest    = $guest;
	}

	/**
	 * Tells the address that calls come from.
	 *
	 * @return Address The address.
	 */
	public function address(): Address {
		return $this->address;
	}

	/**
	 * Tells the name that the other side sees.
	 *
	 * @return string One line of text.
	 */
	public function display(): string {
		return $this->display;
	}

	/**
	 * Tells whether the phone registers.
	 *
	 * @return bool Whether it registers, to be called.
	 */
	public function register(): bool {
		return $this->register;
	}

	/**
	 * Tells guests from people of the site.
	 *
	 * @return bool Whether this is a guest.
	 */
	public function guest(): bool {
		return $this->guest;
	}
}
