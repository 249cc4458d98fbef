[% include "php/turn.php" %]
