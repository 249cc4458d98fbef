[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/secret.php" %]
