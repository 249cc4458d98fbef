<?php
/**
 * A limit on how often somebody may ask.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Counter\ApcuCounter;
use [= cookiecutter.namespace =]\Counter\Counter;
use [= cookiecutter.namespace =]\Counter\FileCounter;
use [= cookiecutter.namespace =]\Counter\RedisCounter;

/**
 * Counts requests in windows of time.
 */
final class RateLimit {

	/**
	 * Length of a window in seconds.
	 */
	private const WINDOW = 300;

	/**
	 * The settings of the site.
	 *
	 * @var Settings
	 */
	private Settings $settings;

	/**
	 * Takes the settings.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	public function __construct( Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Counts one request.
	 *
	 * @param Visitor|null $visitor Who asks; a guest is told by the address.
	 * @param Request      $request The request.
	 * @param int          $now     Unix time in seconds.
	 * @return int Seconds to wait before the next request, 0 when this one is within the limit.
	 * @throws \RuntimeException When it cannot be counted.
	 */
	public function count( ?Visitor $visitor, Request $request, int $now ): int {
		$kind   = null === $visitor ? 'guest' : 'user';
		$window = intdiv( $now, self::WINDOW );
		$who    = null === $visitor ? self::network( $this->address( $request ) ) : $visitor->text( 'login' );
		// Hashed, so that nobody comes upon addresses where the counts are.
		$key   = substr( hash( 'sha256', implode( '|', array( '[= cookiecutter.slug =]', __DIR__, $kind, $window, $who ) ) ), 0, 40 );
		$count = $this->counter()->add( $key, self::WINDOW );
		return $count <= $this->settings->number( 'rate_' . $kind ) ? 0 : ( $window + 1 ) * self::WINDOW - $now;
	}

	/**
	 * Where counts are kept.
	 */
	private function counter(): Counter {
		switch ( $this->settings->text( 'rate_store' ) ) {
			case 'apcu':
				return new ApcuCounter();
			case 'redis':
				return new RedisCounter( $this->settings->text( 'rate_redis' ) );
		}
		$folder = $this->settings->text( 'rate_folder' );
		return new FileCounter( '' === $folder ? FileCounter::standard() : $folder );
	}

	/**
	 * The address of a guest.
	 *
	 * @param Request $request The request.
	 */
	private function address( Request $request ): string {
		$find = $this->settings->value( 'remote_address' );
		return null === $find ? $request->address() : (string) $find();
	}

	/**
	 * What counts as one guest: an IPv4 address, or the first 64 bits of an IPv6 address, of which everybody has many.
	 *
	 * @param string $address The address.
	 */
	private static function network( string $address ): string {
		if ( false === filter_var( $address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 ) ) {
			return $address;
		}
		$bytes = (string) inet_pton( $address );
		// "::ffff:192.0.2.1" is how some servers write an IPv4 address.
		$mapped = "\0\0\0\0\0\0\0\0\0\0\xFF\xFF" === substr( $bytes, 0, 12 );
		return $mapped ? (string) inet_ntop( substr( $bytes, 12 ) ) : bin2hex( substr( $bytes, 0, 8 ) );
	}
}
