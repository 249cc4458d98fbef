<?php
/**
 * The folder's settings, but for the SIP server and the people: those are of the preview.
 */

$preview = json_decode( (string) getenv( 'PREVIEW' ), true );
$own     = is_file( $preview['folder'] . '/config.php' ) ? require $preview['folder'] . '/config.php' : array();
$person  = $preview['person'];
$port    = $_SERVER['SERVER_PORT'];

return array(
	'websocket_url'      => $preview['websocket_url'] ?? ( ( $own['websocket_url'] ?? '' ) ?: 'wss://sip.example.org/ws' ),
	'sip_domain'         => $preview['sip_domain'] ?? ( ( $own['sip_domain'] ?? '' ) ?: 'example.org' ),
	'user'               => '' === $person ? null : static function () use ( $person ): array {
		return array(
			'login'    => $person,
			'name'     => ucfirst( $person ),
			'sip_name' => $person,
			'calls'    => 'domain',
			'receive'  => true,
		);
	},
	'guest_destinations' => $preview['guest_destinations'] ?? ( ( $own['guest_destinations'] ?? array() ) ?: array( 'helpdesk' ) ),
	'sign_in'            => 'token',
	'token_transport'    => 'url',
	'ice_servers'        => array(),
	'url'                => '/' . $preview['slug'],
	'origins'            => array( "http://127.0.0.1:$port", "http://localhost:$port" ),
	'rate_store'         => 'file',
	'rate_folder'        => $preview['counts'],
	'remote_address'     => null,
) + $own;
