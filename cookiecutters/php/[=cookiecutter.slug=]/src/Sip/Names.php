[% include "php/names.php" %]
