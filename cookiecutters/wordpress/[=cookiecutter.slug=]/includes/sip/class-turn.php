[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% set base64 = "// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- How the server writes the HMAC." %]
[% include "php/turn.php" %]
