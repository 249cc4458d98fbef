[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/ascii.php" %]
