[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/names.php" %]
