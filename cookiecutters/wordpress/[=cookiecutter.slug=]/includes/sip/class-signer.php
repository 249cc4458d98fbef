[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/signer.php" %]
