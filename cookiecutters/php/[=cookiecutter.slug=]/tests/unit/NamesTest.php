[% include "php-tests/NamesTest.php" %]
