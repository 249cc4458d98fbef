[% include "php-tests/SessionTest.php" %]
