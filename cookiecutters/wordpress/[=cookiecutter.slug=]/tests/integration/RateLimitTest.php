<?php
/**
 * Tests the limit on requests.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Directory_Controller;
use [= cookiecutter.namespace =]\Gate;

/**
 * How often the session endpoint may be asked.
 *
 * @requires function wp_insert_user
 */
final class RateLimitTest extends \PHPUnit\Framework\TestCase {

	/**
	 * Each test starts with a site as it is after activation.
	 */
	protected function setUp(): void {
		Site::reset();
	}

	/**
	 * The last test leaves such a site, too.
	 */
	protected function tearDown(): void {
		Site::reset();
	}

	/**
	 * Too many requests have to wait, each visitor for themselves.
	 */
	public function test_limits_the_rate(): void {
		Site::configure();
		$limit = static function (): int {
			return 2;
		};
		add_filter( '[= cookiecutter.__prefix =]_rate_limit', $limit );
		$_SERVER['REMOTE_ADDR'] = '192.0.2.1';
		$statuses               = array( Site::ask()->get_status(), Site::ask()->get_status() );
		$refused                = Site::ask();
		$_SERVER['REMOTE_ADDR'] = '192.0.2.2';
		$statuses[]             = Site::ask()->get_status();
		wp_set_current_user( Site::user( 'anna', array( Capabilities::CALL ) )->ID );
		$statuses[] = Site::ask()->get_status();
		remove_filter( '[= cookiecutter.__prefix =]_rate_limit', $limit );
		$this->assertSame( array( 200, 200, 200, 200 ), $statuses );
		$this->assertSame( 429, $refused->get_status() );
		$delay = (int) $refused->get_headers()['Retry-After'];
		$this->assertTrue( 0 < $delay && $delay <= 300 );
	}

	/**
	 * Whoever calls somebody, whose page then asks who that is, uses up no sessions.
	 */
	public function test_counts_each_endpoint_by_itself(): void {
		Site::configure();
		$limit = static function (): int {
			return 1;
		};
		add_filter( '[= cookiecutter.__prefix =]_rate_limit', $limit );
		$statuses = array();
		foreach ( array( Directory_Controller::DIRECTORY, Directory_Controller::DIRECTORY ) as $route ) {
			$statuses[] = rest_do_request( new \WP_REST_Request( 'GET', '/' . Gate::SPACE . $route ) )->get_status();
		}
		$statuses[] = Site::ask()->get_status();
		remove_filter( '[= cookiecutter.__prefix =]_rate_limit', $limit );
		$this->assertSame( array( 200, 429, 200 ), $statuses );
	}

	/**
	 * Nobody gets around the limit with the many addresses that everybody has in IPv6.
	 */
	public function test_limits_ipv6_networks(): void {
		Site::configure();
		$limit = static function (): int {
			return 1;
		};
		add_filter( '[= cookiecutter.__prefix =]_rate_limit', $limit );
		$statuses = array();
		foreach ( array( '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1', '::ffff:192.0.2.1', '::ffff:192.0.2.2' ) as $address ) {
			$_SERVER['REMOTE_ADDR'] = $address;
			$statuses[]             = Site::ask()->get_status();
		}
		$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
		remove_filter( '[= cookiecutter.__prefix =]_rate_limit', $limit );
		$this->assertSame( array( 200, 429, 200, 200, 200 ), $statuses );
	}
}
