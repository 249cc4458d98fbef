[% include "php-tests/TurnTest.php" %]
