[# PHP 7.4 knows no readonly. #]
[% set readonly = "" %]
[% include "drupal/websocket_url.php" %]