[% include "php-tests/AddressTest.php" %]
