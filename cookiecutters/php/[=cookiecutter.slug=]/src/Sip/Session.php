[% include "php/session.php" %]
