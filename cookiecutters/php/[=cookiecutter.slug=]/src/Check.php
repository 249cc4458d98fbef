<?php
/**
 * Tells what is wrong with the configuration.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =];

use [= cookiecutter.namespace =]\Counter\RedisCounter;

/**
 * What check.php prints. No secret is in it.
 */
final class Check {

	/**
	 * Prints what is wrong.
	 *
	 * @return int 0 when the phone can be used, else 1.
	 */
	public static function run(): int {
		$problems = self::problems();
		foreach ( $problems as $problem ) {
			echo $problem, "\n";
		}
		echo array() === $problems ? "The phone is set up.\n" : '';
		return array() === $problems ? 0 : 1;
	}

	/**
	 * Lists what is wrong.
	 *
	 * @return string[] Sentences.
	 */
	private static function problems(): array {
		try {
			$settings = Settings::load();
			$token    = $settings->asks_password() || null !== Secrets::get( $settings, Secrets::TOKEN );
			$counts   = self::counts( $settings );
			$turn     = array() === preg_grep( '/\Aturn/', $settings->value( 'ice_servers' ) ) || null !== Secrets::get( $settings, Secrets::TURN );
		} catch ( \Throwable $error ) {
			return array( $error->getMessage() );
		}
		$people = $settings->asks_password() || null !== $settings->value( 'user' ) || array() !== $settings->value( 'guest_destinations' );
		return array_keys(
			array_filter(
				array(
					'websocket_url or sip_domain is missing.' => ! $settings->has_server(),
					'There is no secret for tokens (' . Secrets::VARIABLES[ Secrets::TOKEN ] . ' or token_secret_file). Your web server may have one in its environment.' => ! $token,
					'There is no secret for TURN (' . Secrets::VARIABLES[ Secrets::TURN ] . ' or turn_secret_file).' => ! $turn,
					'rate_store: ' . $counts => '' !== $counts,
					'Nobody may use the phone: there is neither "user" nor "guest_destinations".' => ! $people,
				)
			)
		);
	}

	/**
	 * Why requests cannot be counted, and so nobody gets a session; '' when they can.
	 *
	 * No file is made: it would belong to whoever runs this, and not to the web server.
	 *
	 * @param Settings $settings Settings of the site.
	 */
	private static function counts( Settings $settings ): string {
		$folder = $settings->text( 'rate_folder' );
		switch ( $settings->text( 'rate_store' ) ) {
			case 'redis':
				return self::redis( $settings->text( 'rate_redis' ) );
			case 'apcu':
				return function_exists( 'apcu_inc' ) ? '' : 'PHP has no APCu here. Your web server may have it.';
		}
		return '' === $folder || is_dir( $folder ) || is_dir( dirname( $folder ) ) ? '' : 'the folder in which rate_folder is to be made is missing.';
	}

	/**
	 * Why a Redis does not count; '' when it does.
	 *
	 * @param string $url Where it is.
	 */
	private static function redis(
		#[\SensitiveParameter]
		string $url
	): string {
		try {
			( new RedisCounter( $url ) )->add( substr( hash( 'sha256', __FILE__ ), 0, 40 ), 1 );
			return '';
		} catch ( \RuntimeException $error ) {
			return $error->getMessage();
		}
	}
}
