[% include "php/refusal.php" %]
