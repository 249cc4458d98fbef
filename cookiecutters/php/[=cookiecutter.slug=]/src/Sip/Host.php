[% include "php/host.php" %]
