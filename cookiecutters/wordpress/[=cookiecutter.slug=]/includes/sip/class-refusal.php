[% set guard = "defined( 'ABSPATH' ) || exit;" %]
[% include "php/refusal.php" %]
