[% include "php/secret.php" %]
