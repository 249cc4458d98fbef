<?php
/**
 * Counts in files.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Counter;

/**
 * Keeps each count in a file of its own, locked while it is changed.
 */
final class FileCounter implements Counter {

	/**
	 * One in so many counts removes old files.
	 */
	private const CLEANING = 100;

	/**
	 * How the names of counts begin. Other files in the folder are somebody else's.
	 */
	private const PREFIX = '[= cookiecutter.slug =]-count-';

	/**
	 * The folder.
	 *
	 * @var string
	 */
	private string $folder;

	/**
	 * Takes a folder.
	 *
	 * @param string $folder An absolute path. It is made when it is missing, for nobody but this user.
	 */
	public function __construct( string $folder ) {
		$this->folder = $folder;
	}

	/**
	 * The folder when none is configured: one for each installation and system user.
	 */
	public static function standard(): string {
		$user = function_exists( 'posix_geteuid' ) ? (string) posix_geteuid() : get_current_user();
		return sys_get_temp_dir() . '/[= cookiecutter.slug =]-' . substr( hash( 'sha256', __DIR__ . '|' . $user ), 0, 16 );
	}

	/**
	 * Adds one to a count.
	 *
	 * @param string $key     Name of the count: letters and digits.
	 * @param int    $seconds Seconds after which it may be forgotten.
	 * @throws \RuntimeException When the file cannot be written.
	 */
	public function add( string $key, int $seconds ): int {
		$this->prepare();
		if ( 1 === random_int( 1, self::CLEANING ) ) {
			$this->clean( time() - $seconds );
		}
		// "c+" keeps what is there until the lock is held.
		$file = @fopen( $this->folder . '/' . self::PREFIX . $key, 'c+b' );
		if ( false === $file || ! flock( $file, LOCK_EX ) ) {
			throw new \RuntimeException( 'The folder of the rate limit cannot be written to.' );
		}
		$count = (int) fread( $file, 20 ) + 1;
		rewind( $file );
		$written = fwrite( $file, (string) $count );
		fclose( $file );
		if ( false === $written ) {
			throw new \RuntimeException( 'The file of the rate limit cannot be written.' );
		}
		return $count;
	}

	/**
	 * Makes the folder, and refuses one that somebody else laid there before.
	 *
	 * @throws \RuntimeException When it cannot be used.
	 */
	private function prepare(): void {
		if ( ! is_dir( $this->folder ) && ! @mkdir( $this->folder, 0700 ) && ! is_dir( $this->folder ) ) {
			throw new \RuntimeException( 'The folder of the rate limit cannot be made.' );
		}
		$foreign = function_exists( 'posix_geteuid' ) && fileowner( $this->folder ) !== posix_geteuid();
		if ( is_link( $this->folder ) || $foreign ) {
			throw new \RuntimeException( 'The folder of the rate limit belongs to somebody else.' );
		}
	}

	/**
	 * Removes counts of the past.
	 *
	 * @param int $before Unix time in seconds.
	 */
	private function clean( int $before ): void {
		foreach ( (array) scandir( $this->folder ) as $name ) {
			$file = $this->folder . '/' . $name;
			if ( 0 === strpos( (string) $name, self::PREFIX ) && (int) @filemtime( $file ) < $before ) {
				@unlink( $file );
			}
		}
	}
}
