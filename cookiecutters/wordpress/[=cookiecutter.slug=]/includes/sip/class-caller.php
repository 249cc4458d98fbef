[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/caller.php" %]
