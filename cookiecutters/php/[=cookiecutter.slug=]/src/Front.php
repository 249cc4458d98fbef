<?php
/**
 * What the scripts that the web can reach do.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

/**
 * Runs an endpoint. Whatever goes wrong, the answer tells no more than that: the log says what it was.
 */
final class Front {

	/**
	 * Answers at session.php.
	 */
	public static function session(): void {
		self::run(
			static function ( Settings $settings ): Answer {
				return ( new SessionEndpoint( $settings ) )->answer( Request::current(), time() );
			}
		);
	}

	/**
	 * Answers at nonce.php.
	 */
	public static function nonce(): void {
		self::run(
			static function ( Settings $settings ): Answer {
				return ( new NonceEndpoint( $settings ) )->answer( Request::current(), time() );
			}
		);
	}

	/**
	 * Answers at config.js.php. There is nothing in it that is not for everybody.
	 */
	public static function config(): void {
		self::run(
			static function ( Settings $settings ): Answer {
				$json = ( new Phone( $settings ) )->json( array() );
				return new Answer(
					200,
					'export default ' . $json . ";\n",
					array(
						'Content-Type'  => 'text/javascript; charset=utf-8',
						'Cache-Control' => 'no-cache',
					)
				);
			}
		);
	}

	/**
	 * Sends the answer of an endpoint, and nothing that somebody printed meanwhile.
	 *
	 * @param callable $endpoint Gets the settings, returns an Answer.
	 */
	private static function run( callable $endpoint ): void {
		ini_set( 'display_errors', '0' );
		ob_start();
		try {
			$answer = $endpoint( Settings::load() );
		} catch ( \Throwable $error ) {
			error_log( '[= cookiecutter.slug =]: ' . get_class( $error ) . ': ' . $error->getMessage() );
			$answer = Answer::error( 503, 'failed', Messages::FAILED );
		}
		ob_end_clean();
		$answer->send();
	}
}
