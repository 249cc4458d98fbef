[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/session.php" %]
