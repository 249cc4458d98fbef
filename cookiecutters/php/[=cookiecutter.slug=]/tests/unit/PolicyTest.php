[% include "php-tests/PolicyTest.php" %]
