[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/token.php" %]
