<?php
// Compiles the files that are named, without running them, so that PHP reports what it does not accept or like.

declare(strict_types=1);

$compiled = 0;
foreach ( array_slice( $argv, 1 ) as $file ) {
	try {
		$compiled += (int) opcache_compile_file( $file );
	} catch ( \Throwable $error ) {
		printf( "Parse error: %s in %s on line %d\n", $error->getMessage(), $error->getFile(), $error->getLine() );
	}
}
echo "compiled $compiled\n";
