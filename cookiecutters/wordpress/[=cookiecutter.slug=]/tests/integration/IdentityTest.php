<?php
/**
 * Tests who people are to the SIP server.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Admin\Profile;
use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Identity;
use [= cookiecutter.namespace =]\Settings;
use [= cookiecutter.namespace =]\Sip\Refusal;
use [= cookiecutter.namespace =]\Sip_Names;

/**
 * No two people with one name, and nobody with somebody else's.
 *
 * @requires function wp_insert_user
 */
final class IdentityTest extends \PHPUnit\Framework\TestCase {

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
	 * The address of a user, or the reason why there is none.
	 *
	 * @param \WP_User $user The user.
	 */
	private function address( \WP_User $user ): string {
		try {
			return (string) ( new Identity( Settings::load() ) )->address( $user );
		} catch ( Refusal $refusal ) {
			return $refusal->reason();
		}
	}

	/**
	 * What happens when a name is given to a user.
	 *
	 * @param \WP_User $user The user.
	 * @param string   $name The name.
	 */
	private function check( \WP_User $user, string $name ): string {
		try {
			return ( new Identity( Settings::load() ) )->check( $user->ID, $name );
		} catch ( Refusal $refusal ) {
			return $refusal->reason();
		}
	}

	/**
	 * A login is the name when it is fit to be one.
	 */
	public function test_a_login_is_the_name(): void {
		Site::configure();
		$this->assertSame( 'anna.b-c_1@example.org', $this->address( Site::user( 'Anna.b-c_1' ) ) );
		foreach ( array( '*', 'a:b', 'x@y', 'bob smith', 'a%62', 'Ünal', 'victim@example.org:*@*:x' ) as $login ) {
			$this->assertSame( Refusal::CHARACTERS, $this->address( Site::user( $login ) ), $login );
		}
	}

	/**
	 * The names of guests and of listed destinations cannot be had by choosing a login, but be given.
	 */
	public function test_reserved_names_are_only_given(): void {
		Site::configure();
		$user = Site::user( 'HelpDesk' );
		$this->assertSame( Refusal::RESERVED, $this->address( $user ) );
		$this->assertSame( Refusal::RESERVED, $this->address( Site::user( 'guest' ) ) );
		$this->assertSame( 'sales@example.org', $this->address( Site::user( 'sales' ) ), 'sales is listed at another domain' );
		Sip_Names::set( $user->ID, $this->check( $user, 'HelpDesk' ) );
		$this->assertSame( 'helpdesk@example.org', $this->address( $user ) );
	}

	/**
	 * Nobody gets the guests' account: any guest could speak as them.
	 */
	public function test_nobody_is_given_the_account_of_the_guests(): void {
		Site::configure();
		$anna = Site::user( 'anna' );
		$this->assertSame( Refusal::RESERVED, $this->check( $anna, 'Guest' ) );
		Sip_Names::set( $anna->ID, 'reception' );
		Site::configure( array( 'guest_user' => 'reception' ) );
		$this->assertSame( Refusal::RESERVED, $this->address( $anna ) );
	}

	/**
	 * Reserved names are reserved, however the domain was written by whoever did not use the form.
	 */
	public function test_the_domain_has_no_case(): void {
		Site::configure( array( 'sip_domain' => 'Example.ORG' ) );
		$this->assertSame( Refusal::RESERVED, $this->address( Site::user( 'helpdesk' ) ) );
	}

	/**
	 * A name is given once, and is not the login of another.
	 */
	public function test_a_name_is_given_once(): void {
		Site::configure();
		$anna = Site::user( 'anna' );
		$bert = Site::user( 'bert' );
		Sip_Names::set( $anna->ID, $this->check( $anna, 'Reception' ) );
		$this->assertSame( Refusal::TAKEN, $this->check( $bert, 'RECEPTION' ) );
		$this->assertSame( Refusal::TAKEN, $this->check( $bert, 'Anna' ) );
		$this->assertSame( 'reception', $this->check( $anna, 'reception' ) );
		$this->assertSame( 'bert', $this->check( $bert, 'bert' ) );
		$this->assertSame( Refusal::CHARACTERS, $this->check( $bert, 'a b' ) );
		$this->assertSame( Refusal::CHARACTERS, $this->check( $bert, '*' ) );
	}

	/**
	 * Who signs up later with a login that was given to somebody as a name gets no phone.
	 */
	public function test_a_given_name_wins_over_a_later_login(): void {
		Site::configure();
		$anna = Site::user( 'anna' );
		Sip_Names::set( $anna->ID, 'reception' );
		$late = Site::user( 'Reception' );
		$this->assertSame( Refusal::TAKEN, $this->address( $late ) );
		$this->assertSame( 'reception@example.org', $this->address( $anna ) );
		Sip_Names::set( $late->ID, 'late' );
		$this->assertSame( 'late@example.org', $this->address( $late ) );
	}

	/**
	 * Should the same name have got into the database twice, the older account has it.
	 */
	public function test_one_name_is_never_two_people(): void {
		Site::configure();
		$anna = Site::user( 'anna' );
		$bert = Site::user( 'bert' );
		Sip_Names::set( $bert->ID, 'desk' );
		Sip_Names::set( $anna->ID, 'desk' );
		$this->assertSame( 'desk@example.org', $this->address( $anna ) );
		$this->assertSame( Refusal::TAKEN, $this->address( $bert ) );
	}

	/**
	 * The filter chooses names, and cannot choose a wildcard or another's login.
	 */
	public function test_the_filter_is_checked(): void {
		Site::configure();
		$anna   = Site::user( 'anna' );
		$bert   = Site::user( 'bert' );
		$answer = 'b.ert';
		$filter = static function () use ( &$answer ): string {
			return $answer;
		};
		add_filter( '[= cookiecutter.__prefix =]_sip_name', $filter );
		$addresses = array();
		foreach ( array( 'b.ert', '*', 'anna' ) as $answer ) {
			$addresses[] = $this->address( $bert );
		}
		remove_filter( '[= cookiecutter.__prefix =]_sip_name', $filter );
		$this->assertSame( array( 'b.ert@example.org', Refusal::CHARACTERS, Refusal::TAKEN ), $addresses );
		$this->assertSame( 'anna@example.org', $this->address( $anna ) );
	}

	/**
	 * What a profile says to somebody.
	 *
	 * @param \WP_User $user   Whose profile it is.
	 * @param int      $viewer Who looks at it.
	 */
	private function profile( \WP_User $user, int $viewer ): string {
		wp_set_current_user( $viewer );
		ob_start();
		Profile::render( $user );
		return (string) ob_get_clean();
	}

	/**
	 * Somebody without an address reads what to do, and so does an administrator who looks at their profile.
	 */
	public function test_a_profile_speaks_to_who_looks_at_it(): void {
		Site::configure();
		Sip_Names::set( Site::user( 'anna' )->ID, 'reception' );
		$administrator = (int) get_users( array( 'role' => 'administrator' ) )[0]->ID;
		$reasons       = array(
			'bob smith' => 'cannot be a SIP name',
			'helpdesk'  => 'is reserved',
			'reception' => 'somebody else',
		);
		foreach ( $reasons as $login => $reason ) {
			$user = Site::user( $login );
			$this->assertStringContainsString( 'Your user name', $this->profile( $user, $user->ID ), $login );
			$this->assertStringNotContainsString( 'Your user name', $this->profile( $user, $administrator ), $login );
			$this->assertStringContainsString( $reason, $this->profile( $user, $administrator ), $login );
		}
	}

	/**
	 * Posts a name in somebody's profile.
	 *
	 * @param \WP_User $user The user.
	 * @param string   $name The name.
	 * @return string[] Codes of the errors.
	 */
	private function post( \WP_User $user, string $name ): array {
		$_POST[ Sip_Names::META ]            = $name;
		$_POST[ Sip_Names::META . '_nonce' ] = wp_create_nonce( Sip_Names::META . '_nonce' . $user->ID );
		$errors                              = new \WP_Error();
		Profile::check( $errors, true, (object) array( 'ID' => $user->ID ) );
		if ( ! $errors->has_errors() ) {
			wp_update_user( array( 'ID' => $user->ID ) );
		}
		unset( $_POST[ Sip_Names::META ], $_POST[ Sip_Names::META . '_nonce' ] );
		return $errors->get_error_codes();
	}

	/**
	 * Administrators give names in profiles; people cannot give themselves one.
	 */
	public function test_only_administrators_give_names(): void {
		Site::configure();
		$anna = Site::user( 'anna', array( Capabilities::MANAGE ) );
		$bert = Site::user( 'bert' );
		wp_set_current_user( $anna->ID );
		$this->assertSame( array(), $this->post( $anna, 'boss' ) );
		$this->assertSame( '', Sip_Names::get( $anna->ID ) );

		wp_set_current_user( (int) get_users( array( 'role' => 'administrator' ) )[0]->ID );
		$this->assertSame( array(), $this->post( $bert, 'Boss' ) );
		$this->assertSame( 'boss', Sip_Names::get( $bert->ID ) );
		$this->assertSame( array( Sip_Names::META ), $this->post( $anna, 'boss' ) );
		foreach ( array( 'a:b', 'a%62', '<b>a', 'a b' ) as $wrong ) {
			$this->assertSame( array( Sip_Names::META ), $this->post( $bert, $wrong ), $wrong );
		}
		$this->assertSame( 'boss', Sip_Names::get( $bert->ID ) );
		$this->assertSame( array(), $this->post( $bert, '' ) );
		$this->assertSame( '', Sip_Names::get( $bert->ID ) );
	}
}
