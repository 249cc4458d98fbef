[% set cookiecutter = dict(cookiecutter, namespace="Drupal\\" ~ cookiecutter.__prefix) %]
[% filter replace("<?php\n", "<?php\n\n/**\n * @file\n * What the unit tests share.\n */\n", 1) %]
[% filter drupal_style %][% include "php-tests/support.php" %][% endfilter %]
[% endfilter %]
