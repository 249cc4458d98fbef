[% set readonly = "readonly " %]
[% include "drupal/websocket_url.php" %]