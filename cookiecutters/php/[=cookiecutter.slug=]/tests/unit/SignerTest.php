[% include "php-tests/SignerTest.php" %]
