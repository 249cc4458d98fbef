[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/policy.php" %]
