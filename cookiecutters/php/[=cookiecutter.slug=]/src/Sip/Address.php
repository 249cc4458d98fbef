[% include "php/address.php" %]
