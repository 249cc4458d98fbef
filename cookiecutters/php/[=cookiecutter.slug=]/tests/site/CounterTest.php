<?php
/**
 * Tests the counters.
 *
 * SPDX-License-Identifier: [= cookiecutter.licence =]
 *
 * @package [= cookiecutter.namespace =]
 */

declare(strict_types=1);

namespace [= cookiecutter.namespace =]\Tests;

use [= cookiecutter.namespace =]\Counter\ApcuCounter;
use [= cookiecutter.namespace =]\Counter\FileCounter;
use [= cookiecutter.namespace =]\Counter\RedisCounter;

/**
 * Counts go up by one.
 */
final class CounterTest extends \PHPUnit\Framework\TestCase {

	/**
	 * In files, which nobody else can read.
	 */
	public function test_counts_in_files(): void {
		$folder  = sys_get_temp_dir() . '/phone-' . bin2hex( random_bytes( 8 ) );
		$counter = new FileCounter( $folder );
		$this->assertSame( array( 1, 2, 1, 3 ), array( $counter->add( 'a', 60 ), $counter->add( 'a', 60 ), $counter->add( 'b', 60 ), $counter->add( 'a', 60 ) ) );
		array_map( 'unlink', (array) glob( $folder . '/*' ) );
		rmdir( $folder );
	}

	/**
	 * In APCu, where it is.
	 */
	public function test_counts_in_apcu(): void {
		if ( ! function_exists( 'apcu_enabled' ) || ! apcu_enabled() ) {
			$this->expectException( \RuntimeException::class );
		}
		$key = bin2hex( random_bytes( 8 ) );
		$this->assertSame( 1, ( new ApcuCounter() )->add( $key, 60 ) );
		$this->assertSame( 2, ( new ApcuCounter() )->add( $key, 60 ) );
	}

	/**
	 * Without Redis nobody is let through uncounted.
	 */
	public function test_fails_without_redis(): void {
		$this->expectException( \RuntimeException::class );
		( new RedisCounter( 'unix:///nonexistent/redis.sock' ) )->add( 'a', 60 );
	}
}
