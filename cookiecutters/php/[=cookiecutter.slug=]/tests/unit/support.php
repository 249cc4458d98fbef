[% include "php-tests/support.php" %]
