[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/destination.php" %]
