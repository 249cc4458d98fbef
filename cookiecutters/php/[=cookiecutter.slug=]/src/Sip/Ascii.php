[% include "php/ascii.php" %]
