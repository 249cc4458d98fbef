[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/host.php" %]
