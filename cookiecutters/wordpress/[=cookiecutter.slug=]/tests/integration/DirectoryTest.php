<?php
/**
 * Tests the directory.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Directory_Controller;
use [= cookiecutter.namespace =]\Gate;
use [= cookiecutter.namespace =]\Listing;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * Who sees whom in the directory and on the caller card.
 *
 * @requires function wp_insert_user
 */
final class DirectoryTest extends \PHPUnit\Framework\TestCase {

	/**
	 * Each test starts with a site as it is after activation, a listed user "anna" and an unlisted one, "otto".
	 */
	protected function setUp(): void {
		Site::reset();
		Site::configure();
		Listing::set( Site::user( 'anna', array( Capabilities::RECEIVE ) )->ID, true, 'Sales <b>' );
		Site::user( 'otto', array( Capabilities::RECEIVE ) );
		Listing::set( Site::user( 'gone' )->ID, true, 'Sales' );
	}

	/**
	 * The last test leaves such a site, too.
	 */
	protected function tearDown(): void {
		Site::reset();
	}

	/**
	 * Asks an endpoint.
	 *
	 * @param string               $method  HTTP method.
	 * @param string               $route   Route of the endpoint.
	 * @param array<string, mixed> $body    What is asked.
	 */
	private function ask( string $method, string $route, array $body = array() ): \WP_REST_Response {
		$request = new \WP_REST_Request( $method, '/' . Gate::SPACE . $route );
		$request->set_header( 'origin', home_url() );
		$request->set_header( 'content-type', 'application/json' );
		$request->set_body( (string) wp_json_encode( $body ) );
		return rest_ensure_response( rest_do_request( $request ) );
	}

	/**
	 * Logs a new user in.
	 *
	 * @param string ...$capabilities What the user may do.
	 */
	private function log_in( string ...$capabilities ): void {
		wp_set_current_user( Site::user( 'me', $capabilities )->ID );
	}

	/**
	 * Users see who agreed and can be called, as far as they may call them.
	 */
	public function test_lists_who_agreed_and_may_be_called(): void {
		$this->log_in( Capabilities::CALL, Capabilities::CALL_DOMAIN );
		$groups = $this->ask( 'GET', Directory_Controller::DIRECTORY )->get_data()['groups'];
		$this->assertSame( array( 'Sales <b>' ), array_column( $groups, 'name' ) );
		$this->assertSame( array( 'anna@example.org' ), array_column( $groups[0]['people'], 'address' ) );
		$this->assertSame( array( 'Name of anna' ), array_column( $groups[0]['people'], 'name' ) );
	}

	/**
	 * People who agreed, but cannot be called any more, take nobody's place.
	 */
	public function test_people_who_cannot_be_called_take_nobodys_place(): void {
		$this->add_crowd();
		$people = Listing::people();
		$this->remove_crowd();
		$this->assertSame( array( 'anna' ), array_column( $people, 'user_login' ) );
	}

	/**
	 * Makes more people than a directory shows who agreed, come before "anna" and cannot be called.
	 */
	private function add_crowd(): void {
		global $wpdb;
		$values = implode( ',', array_map( static fn( int $number ): string => "('crowd-$number', 'Crowd')", range( 1, 501 ) ) );
		// phpcs:disable WordPress.DB -- WordPress would take minutes to make so many.
		$wpdb->query( "INSERT INTO $wpdb->users (user_login, display_name) VALUES $values" );
		$meta = array(
			Listing::META                             => '1',
			$wpdb->get_blog_prefix() . 'capabilities' => 'a:0:{}',
		);
		foreach ( $meta as $key => $value ) {
			$wpdb->query( "INSERT INTO $wpdb->usermeta (user_id, meta_key, meta_value) SELECT ID, '$key', '$value' FROM $wpdb->users WHERE user_login LIKE 'crowd-%'" );
		}
		// phpcs:enable
	}

	/**
	 * Removes them.
	 */
	private function remove_crowd(): void {
		global $wpdb;
		// phpcs:disable WordPress.DB -- As above.
		$wpdb->query( "DELETE FROM $wpdb->usermeta WHERE user_id IN (SELECT ID FROM $wpdb->users WHERE user_login LIKE 'crowd-%')" );
		$wpdb->query( "DELETE FROM $wpdb->users WHERE user_login LIKE 'crowd-%'" );
		// phpcs:enable
	}

	/**
	 * Who may not call anybody sees nobody.
	 */
	public function test_lists_nobody_whom_the_visitor_may_not_call(): void {
		$this->assertSame( array(), $this->ask( 'GET', Directory_Controller::DIRECTORY )->get_data()['groups'] );
		$this->log_in( Capabilities::CALL );
		$this->assertSame( array(), $this->ask( 'GET', Directory_Controller::DIRECTORY )->get_data()['groups'] );
	}

	/**
	 * The caller card knows who agreed, and nobody else.
	 */
	public function test_says_who_calls(): void {
		$this->log_in( Capabilities::RECEIVE );
		$card = $this->ask( 'POST', Directory_Controller::CALLER, array( 'address' => 'Anna@example.org' ) );
		$this->assertSame( array( 'Name of anna', 'Sales <b>' ), array( $card->get_data()['name'], $card->get_data()['about'] ) );
		foreach ( array( 'otto@example.org', 'gone@example.org', 'anna@example.net', '*', "a\0b" ) as $address ) {
			$this->assertSame( 404, $this->ask( 'POST', Directory_Controller::CALLER, array( 'address' => $address ) )->get_status(), $address );
		}
	}

	/**
	 * The caller card goes by the SIP name, whoever gave it.
	 */
	public function test_says_who_calls_by_a_name_that_was_given(): void {
		$this->log_in( Capabilities::RECEIVE );
		Sip_Names::set( get_user_by( 'login', 'anna' )->ID, 'desk' );
		$this->assertSame( array( 'Name of anna', null ), array( $this->name_on_card( 'desk' ), $this->name_on_card( 'anna' ) ) );
		Sip_Names::set( get_user_by( 'login', 'anna' )->ID, '' );
		$number = static fn( string $name, \WP_User $user ): string => '10' . $user->ID;
		add_filter( '[= cookiecutter.__prefix =]_sip_name', $number, 10, 2 );
		$name   = $this->name_on_card( '10' . get_user_by( 'login', 'anna' )->ID );
		remove_filter( '[= cookiecutter.__prefix =]_sip_name', $number );
		$this->assertSame( 'Name of anna', $name );
	}

	/**
	 * Whom the caller card names, or null.
	 *
	 * @param string $name The SIP name of who calls.
	 */
	private function name_on_card( string $name ): ?string {
		return $this->ask( 'POST', Directory_Controller::CALLER, array( 'address' => $name . '@example.org' ) )->get_data()['name'] ?? null;
	}

	/**
	 * Guests learn nothing about people whom they may not call.
	 */
	public function test_tells_guests_nothing_about_others(): void {
		$card = $this->ask( 'POST', Directory_Controller::CALLER, array( 'address' => 'anna@example.org' ) );
		$this->assertSame( 404, $card->get_status() );
		Site::configure( array( 'guest_destinations' => array( 'anna' ) ) );
		Sip_Names::set( get_user_by( 'login', 'anna' )->ID, 'anna' );
		$card = $this->ask( 'POST', Directory_Controller::CALLER, array( 'address' => 'anna@example.org' ) );
		$this->assertSame( 200, $card->get_status() );
	}

	/**
	 * Other sites' pages cannot ask, and too many questions are refused.
	 */
	public function test_is_limited(): void {
		$request = new \WP_REST_Request( 'POST', '/' . Gate::SPACE . Directory_Controller::CALLER );
		$request->set_header( 'origin', 'https://elsewhere.example' );
		$request->set_header( 'content-type', 'application/json' );
		$request->set_body( '{"address":"anna@example.org"}' );
		$this->assertSame( 403, rest_do_request( $request )->get_status() );
		for ( $count = 0; $count < 60; $count++ ) {
			$this->ask( 'GET', Directory_Controller::DIRECTORY );
		}
		$this->assertSame( 429, $this->ask( 'GET', Directory_Controller::DIRECTORY )->get_status() );
	}
}
