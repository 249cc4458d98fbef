[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/address.php" %]
