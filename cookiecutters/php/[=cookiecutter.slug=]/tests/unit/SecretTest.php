[% include "php-tests/SecretTest.php" %]
