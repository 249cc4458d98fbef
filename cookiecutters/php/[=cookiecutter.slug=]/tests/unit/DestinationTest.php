[% include "php-tests/DestinationTest.php" %]
