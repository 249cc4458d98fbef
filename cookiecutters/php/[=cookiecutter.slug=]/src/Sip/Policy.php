[% include "php/policy.php" %]
