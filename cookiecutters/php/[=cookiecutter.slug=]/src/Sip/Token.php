[% include "php/token.php" %]
