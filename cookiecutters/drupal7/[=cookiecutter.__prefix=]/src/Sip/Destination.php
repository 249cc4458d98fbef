[% set cookiecutter = dict(cookiecutter, namespace="Drupal\\" ~ cookiecutter.__prefix) %]
[% filter drupal_style %][% include "php/destination.php" %][% endfilter %]
