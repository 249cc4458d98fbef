[% include "php/signer.php" %]
