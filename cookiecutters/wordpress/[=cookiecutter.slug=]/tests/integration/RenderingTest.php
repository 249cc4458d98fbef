[% set class = "jsc-upstream" if cookiecutter.phone == "jscommunicator" else "jsc-phone" %]
<?php
/**
 * Tests the phone's HTML.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Assets;
use [= cookiecutter.namespace =]\Capabilities;
use [= cookiecutter.namespace =]\Plugin;
use [= cookiecutter.namespace =]\Secrets;

/**
 * What stands in a page.
 *
 * @requires function wp_insert_user
 */
final class RenderingTest extends \PHPUnit\Framework\TestCase {

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
	 * Renders something with nothing enqueued before.
	 *
	 * @param string $content Shortcodes or blocks.
	 */
	private function render( string $content ): string {
		wp_dequeue_style( Assets::STYLE );
		wp_dequeue_script_module( Plugin::SLUG );
		return do_shortcode( do_blocks( $content ) );
	}

	/**
	 * Authors who may not write any HTML make no phone of their own, nor send nonces anywhere. They may let people call.
	 */
	public function test_authors_write_no_phones(): void {
		$evil = '<div data-jsc-phone=\'{"websocket_url":"wss://evil.example"}\' DATA-JSC-Directory="//evil.example" data-jsc-nonce-url="/n"';
		$this->assertSame( '<div data-jsc-call="bob">Bob</div>', wp_kses_post( $evil . ' data-jsc-call="bob">Bob</div>' ) );
		foreach ( array( 'phone', 'directory', 'caller-card', 'nonce-url', 'nonce-header' ) as $name ) {
			foreach ( array( '', '=""', "=' '", '={}', '="{}"' ) as $value ) {
				$this->assertSame( '<div>Bob</div>', wp_kses_post( '<div data-jsc-' . $name . $value . '>Bob</div>' ), $name . $value );
			}
			$this->assertSame( '<div>Bob</div>', wp_kses_post( '<div data-wp-bind--data-jsc-' . $name . '="state.x">Bob</div>' ), $name );
		}
	}

	/**
	 * The configuration in a phone's HTML.
	 *
	 * @param string $html The HTML.
	 * @return array<string, mixed>
	 */
	private function config( string $html ): array {
		$tags = new \WP_HTML_Tag_Processor( $html );
		$this->assertTrue( $tags->next_tag( array( 'class_name' => '[= class =]' ) ) );
		return (array) json_decode( (string) $tags->get_attribute( 'data-jsc-phone' ), true, 512, JSON_THROW_ON_ERROR );
	}

	/**
	 * Block and shortcode show the same phone.
	 */
	public function test_block_and_shortcode_are_the_same_phone(): void {
		Site::configure();
		$block     = $this->config( $this->render( '<!-- wp:[= cookiecutter.slug =]/phone {"destination":"helpdesk","locked":true,"video":false,"autostart":true} /-->' ) );
		$shortcode = $this->config( $this->render( '[[= cookiecutter.slug =] destination="helpdesk" locked="yes" video="no" autostart="1"]' ) );
		$this->assertSame( $block, $shortcode );
		$this->assertSame( 'helpdesk', $block['destination'] );
		$this->assertFalse( $block['edit_destination'] );
		$this->assertFalse( $block['video'] );
		$this->assertTrue( $block['autostart'] );
	}

	/**
	 * Without attributes, people choose whom to call, and nothing starts by itself.
	 */
	public function test_defaults(): void {
		Site::configure();
		$config = $this->config( $this->render( '<!-- wp:[= cookiecutter.slug =]/phone /-->' ) );
		$this->assertSame( $config, $this->config( $this->render( '[[= cookiecutter.slug =]]' ) ) );
		$this->assertSame( array( '', true, true, false ), array( $config['destination'], $config['edit_destination'], $config['video'], $config['autostart'] ) );
		$this->assertSame( 'X-WP-Nonce', $config['session']['nonce_header'] );
		$this->assertStringStartsWith( '/', $config['session']['url'] );
		$this->assertNotSame( array(), $config['strings'] );
	}

	/**
	 * A page is the same for everybody, and holds nothing that must not be cached.
	 */
	public function test_a_page_is_the_same_for_everybody(): void {
		Site::configure( array( 'ice_servers' => array( 'turn:turn.example.org' ) ) );
		Secrets::store( Secrets::TURN, strrev( Site::SECRET ) );
		$content = '[[= cookiecutter.slug =] destination="helpdesk"]';
		$without = static function ( string $html ): string {
			return (string) preg_replace( '/[= cookiecutter.slug =]-[0-9]+-/', '', $html );
		};
		$guest   = $without( $this->render( $content ) );
		$user    = Site::user( 'anna', array( Capabilities::CALL, Capabilities::MANAGE ) );
		wp_set_current_user( $user->ID );
		$this->assertSame( $guest, $without( $this->render( $content ) ) );
		foreach ( array( Site::SECRET, strrev( Site::SECRET ), 'WSSession', 'wss:', wp_create_nonce( 'wp_rest' ), 'anna' ) as $private ) {
			$this->assertStringNotContainsString( $private, $guest );
		}
	}

[% if cookiecutter.phone == "builtin" %]
	/**
	 * Several phones on one page have different ids.
	 */
	public function test_ids_are_unique(): void {
		Site::configure();
		$ids = array();
		preg_match_all( '/ id="([^"]+)"/', $this->render( '[[= cookiecutter.slug =]][[= cookiecutter.slug =]]' ), $ids );
		$this->assertNotSame( array(), $ids[1] );
		$this->assertSame( $ids[1], array_unique( $ids[1] ) );
	}

[% endif %]
	/**
	 * Hostile attributes are no addresses, and what is in the configuration stays in its attribute.
	 */
	public function test_hostile_text_stays_text(): void {
		Site::configure();
		$hostile = '"><script>alert(1)</script>&amp;\'';
		$html    = $this->render( '<!-- wp:[= cookiecutter.slug =]/phone ' . serialize_block_attributes( array( 'destination' => $hostile ) ) . ' /-->' );
		$this->assertStringNotContainsString( '<script', $html );
		$this->assertSame( '', $this->config( $html )['destination'] );

		$filter = static function ( array $config ) use ( $hostile ): array {
			return array( 'destination' => $hostile ) + $config;
		};
		add_filter( '[= cookiecutter.__prefix =]_phone_config', $filter );
		$html = $this->render( '[[= cookiecutter.slug =]]' );
		remove_filter( '[= cookiecutter.__prefix =]_phone_config', $filter );
		$this->assertStringNotContainsString( '<script', $html );
		$this->assertSame( $hostile, $this->config( $html )['destination'] );
	}

	/**
	 * Where the phone is not set up, only those who can do so see something.
	 */
	public function test_a_phone_that_is_not_set_up_shows_nothing(): void {
		$this->assertSame( '', $this->render( '[[= cookiecutter.slug =]]' ) );
		$this->assertSame( '', $this->render( '<!-- wp:[= cookiecutter.slug =]/phone /-->' ) );
		wp_set_current_user( Site::user( 'manager', array( Capabilities::MANAGE ) )->ID );
		$this->assertStringContainsString( 'options-general.php?page=[= cookiecutter.slug =]', $this->render( '[[= cookiecutter.slug =]]' ) );
		$this->assertFalse( wp_style_is( Assets::STYLE ) );
	}

	/**
	 * Anchor and alignment of the block are on its wrapper.
	 */
	public function test_the_block_has_its_wrapper(): void {
		Site::configure();
		$tags = new \WP_HTML_Tag_Processor( $this->render( '<!-- wp:[= cookiecutter.slug =]/phone {"align":"wide","anchor":"call-us"} /-->' ) );
		$this->assertTrue( $tags->next_tag() );
		$this->assertSame( 'call-us', $tags->get_attribute( 'id' ) );
		$this->assertTrue( $tags->has_class( 'alignwide' ) );
		$this->assertTrue( $tags->has_class( 'wp-block-[= cookiecutter.slug =]-phone' ) );
	}

	/**
	 * A theme's template wins.
	 */
	public function test_a_theme_can_change_the_template(): void {
		Site::configure();
		$folder = get_stylesheet_directory() . '/' . Plugin::SLUG;
		wp_mkdir_p( $folder );
		file_put_contents( $folder . '/phone.php', '<p class="[= class =]" data-jsc-phone="<?php echo esc_attr( $args[\'config\'] ); ?>">Ours</p>' ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_file_put_contents -- A test.
		$html = $this->render( '[[= cookiecutter.slug =]]' );
		wp_delete_file( $folder . '/phone.php' );
		rmdir( $folder ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_system_operations_rmdir -- A test.
		$this->assertStringEndsWith( '>Ours</p>', $html );
		$this->assertSame( 'example.org', $this->config( $html )['sip_domain'] );
	}

	/**
	 * Scripts and styles are loaded where a phone is, and the SIP library has a versioned URL, too.
	 */
	public function test_assets_are_loaded_with_the_phone_only(): void {
		Site::configure();
		$this->render( '<p>No phone.</p>' );
		$this->assertFalse( wp_style_is( Assets::STYLE ) );
		$this->render( '[[= cookiecutter.slug =]]' );
		$this->assertTrue( wp_style_is( Assets::STYLE ) );
		ob_start();
		wp_script_modules()->print_import_map();
		wp_script_modules()->print_script_module_preloads();
		$printed = (string) ob_get_clean();
		$json    = array();
		preg_match( '/<script[^>]*importmap[^>]*>(.*?)<\/script>/s', $printed, $json );
		$imports = json_decode( $json[1] ?? '', true )['imports'];
		$library = Plugin::url( 'assets/phone/vendor/jssip.js' );
		$this->assertSame( $library . '?ver=' . Plugin::VERSION, $imports[ $library ] ?? '' );
		$this->assertStringNotContainsString( 'href="' . Plugin::url( 'assets/phone/vendor/' ), $printed, 'The SIP library is not preloaded.' );
	}
}
