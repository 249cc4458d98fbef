"""The generated module in a real Drupal, without a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.drupal.conftest import MODULE
from tests.drupal.site import LEFTOVERS, Drupal, NoDrupalError, install

SERVICES = """
$made = [];
foreach (\\Drupal::getContainer()->getServiceIds() as $id) {
  if (str_starts_with($id, 'Drupal\\\\' . $input['module'] . '\\\\')) {
    $made[] = get_class(\\Drupal::service($id));
  }
}
echo json_encode($made);
"""

SCHEMA = """
$wrong = [];
$name = $input['module'] . '.settings';
$data = \\Drupal::config($name)->getRawData();
foreach (\\Drupal::service('config.typed')->createFromNameAndData($name, $data)->validate() as $one) {
  $wrong[] = $one->getPropertyPath() . ': ' . $one->getMessage();
}
echo json_encode($wrong);
"""

STORED = """
$found = [];
foreach (\\Drupal::service('config.storage')->listAll($input['module']) as $name) {
  $found[$name] = \\Drupal::service('config.storage')->read($name);
}
echo json_encode($found);
"""


ROLES = """
$roles = \\Drupal\\user\\Entity\\Role::loadMultiple();
echo json_encode(array_map(fn ($role) => $role->getPermissions(), $roles));
"""


@pytest.fixture(scope="module")
def drupal(tmp_path_factory: pytest.TempPathFactory, module: Path) -> Drupal:
    try:
        drupal = install(tmp_path_factory.mktemp("drupal"))
    except NoDrupalError as lack:
        pytest.skip(str(lack))
    drupal.add_module(module)
    drupal.enable("dblog", MODULE)
    return drupal


def test_every_service_can_be_made(drupal: Drupal, module: Path) -> None:
    made = json.loads(drupal.php(SERVICES, module=MODULE))

    assert len(made) >= len(list((module / "src/Hook").glob("*.php"))) + 10


def test_what_is_installed_is_valid_and_holds_the_answers(drupal: Drupal) -> None:
    assert json.loads(drupal.php(SCHEMA, module=MODULE)) == []
    stored = json.loads(drupal.php(STORED, module=MODULE))
    assert stored[f"{MODULE}.settings"]["sip_domain"] == "example.org"
    assert "secret" not in json.dumps(stored)


def test_everybody_may_see_the_phone_and_nobody_has_a_wide_right(drupal: Drupal) -> None:
    roles = json.loads(drupal.php(ROLES))
    assert f"use {MODULE}" in roles["anonymous"]
    assert f"use {MODULE}" in roles["authenticated"]
    assert not [
        right for rights in roles.values() for right in rights if MODULE in right and not right.startswith("use")
    ]


def test_uninstalling_leaves_nothing_and_installing_again_works(drupal: Drupal) -> None:
    drupal.php("$u = \\Drupal\\user\\Entity\\User::load(1); $u->set('acme_phone_sip_name', 'Boss')->save();")
    # As when somebody sorts the fields of that form.
    drupal.php("\\Drupal::service('entity_display.repository')->getFormDisplay('user', 'user')->save();")
    drupal.uninstall(MODULE)
    assert drupal.php(LEFTOVERS, module=MODULE) == "[]"

    drupal.enable(MODULE)
    assert drupal.problems() == []
