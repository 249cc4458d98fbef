<?php
// Offers hostile texts to the PHP core and prints, as JSON, the tokens and credentials that come of them.
// Arguments: a folder with the classes, their namespace, a JSON file with "secret", "domain", "now" and "texts" (Base64).

declare(strict_types=1);

define( 'ABSPATH', '/' );
foreach ( glob( $argv[1] . '/*.php' ) as $file ) {
	require $file;
}
foreach ( array( 'Address', 'Destination', 'Names', 'Refusal', 'Secret', 'Signer', 'Turn' ) as $name ) {
	class_alias( $argv[2] . '\\Sip\\' . $name, $name );
}
$task = json_decode( file_get_contents( $argv[3] ), true );

/**
 * Shows a token, and TURN credentials for the same user.
 */
function shown( Address $from, Destination $to ): array {
	global $task;
	$secret = new Secret( $task['secret'] );
	$token  = ( new Signer( $secret ) )->sign( $from, $to, $task['now'], 300 );
	return array(
		'cookies' => $token->cookies(),
		'url'     => $token->url( 'wss://sip.example.org' ),
		'turn'    => ( new Turn( $secret, array( 'turn:turn.example.org' ), 600 ) )->server( (string) $from, $task['now'] ),
	);
}

/**
 * Tries something that may be refused.
 */
function attempt( callable $make ): ?array {
	try {
		return $make();
	} catch ( Refusal $refusal ) {
		return null;
	}
}

$answers = array();
foreach ( array_map( 'base64_decode', $task['texts'] ) as $text ) {
	$answers[] = array(
		'login'   => attempt(
			static function () use ( $text, $task ): array {
				$name = ( new Names( $task['reserved'] ) )->derive( $text );
				return shown( Address::parse( $name, $task['domain'] ), Destination::domain( $task['domain'] ) );
			}
		),
		'address' => attempt(
			static function () use ( $text, $task ): array {
				$address = Address::parse( $text, $task['domain'] );
				return shown( $address, Destination::address( $address ) );
			}
		),
		'domain'  => attempt(
			static function () use ( $text, $task ): array {
				return shown( Address::parse( 'alice', $task['domain'] ), Destination::domain( $text ) );
			}
		),
	);
}
echo json_encode( $answers );
