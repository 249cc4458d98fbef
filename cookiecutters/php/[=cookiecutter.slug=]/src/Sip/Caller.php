[% include "php/caller.php" %]
