[% include "php/destination.php" %]
