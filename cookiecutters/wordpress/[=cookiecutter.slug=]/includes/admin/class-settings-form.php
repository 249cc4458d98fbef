<?php
/**
 * The settings form.
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Admin;

use [= cookiecutter.namespace =]\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The sections and fields of the settings form, and how they are printed.
 */
final class Settings_Form {

	/**
	 * The sections: title, and a sentence about it.
	 *
	 * @return array<string, array{string, string}>
	 */
	public static function sections(): array {
		return array(
			'server' => array(
				__( 'SIP server', '[= cookiecutter.slug =]' ),
				__( 'The server that carries the calls. It has to offer SIP over WebSocket.', '[= cookiecutter.slug =]' ),
			),
			'guests' => array(
				__( 'Guests', '[= cookiecutter.slug =]' ),
				__( 'Visitors who are not logged in share one SIP account. They can call the addresses listed here, and cannot be called.', '[= cookiecutter.slug =]' ),
			),
			'users'  => array(
				__( 'Users', '[= cookiecutter.slug =]' ),
				__( 'What each role may do is set on the Rights tab.', '[= cookiecutter.slug =]' ),
			),
			'phone'  => array(
				__( 'Phone', '[= cookiecutter.slug =]' ),
				__( 'What the phone offers besides calls.', '[= cookiecutter.slug =]' ),
			),
			'media'  => array(
				__( 'Audio and video', '[= cookiecutter.slug =]' ),
				__( 'Servers that help audio and video through firewalls.', '[= cookiecutter.slug =]' ),
			),
		);
	}

	/**
	 * The fields: section, control, label and help.
	 *
	 * @return array<string, array{string, string, string, string}>
	 */
	public static function fields(): array {
		return self::server_fields() + self::people_fields() + self::phone_fields() + self::media_fields();
	}

	/**
	 * The fields about the SIP server.
	 *
	 * @return array<string, array{string, string, string, string}>
	 */
	private static function server_fields(): array {
		return array(
			'websocket_url'  => array(
				'server',
				'line',
				__( 'WebSocket URL', '[= cookiecutter.slug =]' ),
				__( 'For example wss://sip.example.org/ws. Browsers want wss:// except on the machine they run on.', '[= cookiecutter.slug =]' ),
			),
			'sip_domain'     => array(
				'server',
				'line',
				__( 'SIP domain', '[= cookiecutter.slug =]' ),
				__( 'What stands after the @ in the SIP addresses of this site, for example example.org.', '[= cookiecutter.slug =]' ),
			),
			'sign_in'        => array(
				'server',
				'choice',
				__( 'Sign-in', '[= cookiecutter.slug =]' ),
				__( 'With tokens, this site vouches for its users, and nobody types a SIP password. The SIP server has to know the token secret. With SIP passwords, the server alone decides who may call whom.', '[= cookiecutter.slug =]' ),
			),
			'token_lifetime' => array(
				'server',
				'number',
				__( 'Token lifetime', '[= cookiecutter.slug =]' ),
				__( 'Seconds, from 60 to 3600. The phone fetches a new token in time. Somebody who loses a right keeps it this long.', '[= cookiecutter.slug =]' ),
			),
		);
	}

	/**
	 * The fields about guests and users.
	 *
	 * @return array<string, array{string, string, string, string}>
	 */
	private static function people_fields(): array {
		return array(
			'guest_destinations' => array(
				'guests',
				'lines',
				__( 'Guests may call', '[= cookiecutter.slug =]' ),
				__( 'One SIP address per line, such as helpdesk or helpdesk@example.org. Leave it empty to keep the phone from guests. With reSIProcate repro, guests could also register as a listed address of its own domain and take its calls.', '[= cookiecutter.slug =]' ),
			),
			'guest_user'         => array(
				'guests',
				'line',
				__( 'SIP name of guests', '[= cookiecutter.slug =]' ),
				__( 'The part before the @. Nobody on this site gets it by choosing it as a login.', '[= cookiecutter.slug =]' ),
			),
			'guest_name'         => array(
				'guests',
				'line',
				__( 'Display name of guests', '[= cookiecutter.slug =]' ),
				__( 'Shown to the people whom guests call.', '[= cookiecutter.slug =]' ),
			),
			'user_destinations'  => array(
				'users',
				'lines',
				__( 'Listed destinations', '[= cookiecutter.slug =]' ),
				__( 'One SIP address per line: whom users may call whose role may call the listed destinations, besides those that guests may call.', '[= cookiecutter.slug =]' ),
			),
		);
	}

	/**
	 * The field about what the phone offers.
	 *
	 * @return array<string, array{string, string, string, string}>
	 */
	private static function phone_fields(): array {
		return array(
			'features' => array(
				'phone',
				'features',
				__( 'Features', '[= cookiecutter.slug =]' ),
				__( 'A link with ?dial=helpdesk at the end of the address of a page fills in whom to call. Nobody is called without a click, and nobody whom the visitor may not call.', '[= cookiecutter.slug =]' ),
			),
		);
	}

	/**
	 * The fields about audio and video.
	 *
	 * @return array<string, array{string, string, string, string}>
	 */
	private static function media_fields(): array {
		return array(
			'ice_servers'   => array(
				'media',
				'lines',
				__( 'STUN and TURN servers', '[= cookiecutter.slug =]' ),
				__( 'One per line, such as stun:stun.example.org or turns:turn.example.org:5349?transport=tcp. TURN needs the TURN secret, and tokens as the way to sign in.', '[= cookiecutter.slug =]' ),
			),
			'turn_lifetime' => array(
				'media',
				'number',
				__( 'TURN lifetime', '[= cookiecutter.slug =]' ),
				__( 'Seconds, from 300 to 86400, in which a TURN password can be used to start a call.', '[= cookiecutter.slug =]' ),
			),
		);
	}

	/**
	 * The id of a field's control.
	 *
	 * @param string $key Name of the setting.
	 */
	public static function id( string $key ): string {
		return '[= cookiecutter.__prefix =]_' . $key;
	}

	/**
	 * Prints the control of a field and its help.
	 *
	 * @param array{key: string, control: string, help: string} $field The field.
	 */
	public static function render( array $field ): void {
		$key      = $field['key'];
		$settings = Settings::load();
		switch ( $field['control'] ) {
			case 'lines':
				self::text_area( $key, implode( "\n", $settings->lines( $key ) ) );
				break;
			case 'number':
				self::number( $key, $settings->seconds( $key ) );
				break;
			case 'features':
				Features_Field::render( $key, $settings->lines( $key ) );
				break;
			case 'choice':
				self::sign_in( $key, $settings->text( $key ) );
				break;
			default:
				self::line( $key, $settings->text( $key ) );
		}
		printf( '<p class="description" id="%1$s-help">%2$s</p>', esc_attr( self::id( $key ) ), esc_html( $field['help'] ) );
	}

	/**
	 * Prints a line of text.
	 *
	 * @param string $key   Name of the setting.
	 * @param string $value Its value.
	 */
	private static function line( string $key, string $value ): void {
		printf( '<input type="text" class="regular-text" value="%s" autocomplete="off" spellcheck="false" ', esc_attr( $value ) );
		self::attributes( $key );
		echo '>';
	}

	/**
	 * Prints a number.
	 *
	 * @param string $key   Name of the setting.
	 * @param int    $value Its value.
	 */
	private static function number( string $key, int $value ): void {
		list( $min, $max ) = Settings::BOUNDS[ $key ];
		printf( '<input type="number" class="small-text" value="%1$d" min="%2$d" max="%3$d" step="1" ', (int) $value, (int) $min, (int) $max );
		self::attributes( $key );
		echo '> ' . esc_html__( 'seconds', '[= cookiecutter.slug =]' );
	}

	/**
	 * Prints several lines of text.
	 *
	 * @param string $key   Name of the setting.
	 * @param string $value Its value.
	 */
	private static function text_area( string $key, string $value ): void {
		echo '<textarea class="large-text code" rows="4" spellcheck="false" ';
		self::attributes( $key );
		// A browser drops a line break right after the tag.
		echo ">\n" . esc_textarea( $value ) . '</textarea>';
	}

	/**
	 * Prints the ways to sign in.
	 *
	 * @param string $key   Name of the setting.
	 * @param string $value Its value.
	 */
	private static function sign_in( string $key, string $value ): void {
		$choices = array(
			Settings::TOKEN    => __( 'Signed token', '[= cookiecutter.slug =]' ),
			Settings::PASSWORD => __( 'SIP password, which the phone asks for', '[= cookiecutter.slug =]' ),
		);
		echo '<select ';
		self::attributes( $key );
		echo '>';
		foreach ( $choices as $choice => $label ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $choice ), selected( $choice, $value, false ), esc_html( $label ) );
		}
		echo '</select>';
	}

	/**
	 * Prints the attributes that all controls have.
	 *
	 * @param string $key Name of the setting.
	 */
	private static function attributes( string $key ): void {
		printf(
			'name="%1$s" id="%2$s" aria-describedby="%2$s-help"',
			esc_attr( Settings::OPTION . '[' . $key . ']' ),
			esc_attr( self::id( $key ) )
		);
	}
}
