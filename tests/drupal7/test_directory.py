"""The directory of a real Drupal 7 with more people than it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.drupal7.site import Drupal7
from tests.drupal7.test_endpoint import request

MANY = """
variable_set('acme_phone_guest_destinations', ['helpdesk']);
user_role_grant_permissions(2, ['receive with acme_phone']);
$users = db_insert('users')->fields(['uid', 'name', 'mail', 'status']);
$listed = db_insert('acme_phone_listing')->fields(['uid', 'department']);
for ($i = 0; $i < 820; ++$i) {
  $users->values([1000 + $i, "Staff$i", "staff$i@example.org", $i < 300 ? 0 : 1]);
  $listed->values([1000 + $i, 'Sales']);
}
$users->values([999, 'caller', 'caller@example.org', 1])->execute();
$listed->execute();
(new Drupal\\acme_phone\\SipNames())->set(1819, 'helpdesk');
user_role_save($role = (object) ['name' => 'wide']);
user_role_grant_permissions($role->rid, ['call domain with acme_phone']);
db_insert('users_roles')->fields(['uid' => 999, 'rid' => $role->rid])->execute();
"""

FEWER = "db_delete('users')->condition('uid', 1700, '>=')->execute();"

NOBODY = """
db_delete('users')->condition('uid', 999, '>=')->execute();
db_delete('users_roles')->condition('uid', 999)->execute();
user_role_delete('wide');
user_role_revoke_permissions(2, ['receive with acme_phone']);
"""

ASK = """
use Drupal\\acme_phone\\Directory;
use Drupal\\acme_phone\\Settings;
use Drupal\\acme_phone\\Sip\\Address;

$visitor = $input['user'] ? user_load($input['user']) : drupal_anonymous_user();
$directory = new Directory(new Settings());
// The second time Drupal's own caches are warm.
foreach (['cold', 'warm'] as $state) {
  entity_get_controller('user')->resetCache();
  Database::startLog('directory');
  $groups = $directory->groups($visitor);
  $queries = [count(Database::getLog('directory'))];
  Database::startLog('card');
  $card = $directory->card($visitor, Address::parse($input['address'], 'example.org'));
  $queries[] = count(Database::getLog('card'));
}
echo json_encode([
  'shown' => $groups ? array_column($groups[0]['people'], 'address') : [],
  'card' => $card ? $card['name'] : NULL,
  'queries' => $queries,
]);
"""

REPORT = "module_load_install('acme_phone'); echo json_encode(acme_phone_requirements('runtime'));"


@pytest.fixture
def crowd(drupal: Drupal7) -> Iterator[Drupal7]:
    """Give the Drupal with 300 blocked and 520 active people who agreed to be listed."""
    drupal.php(MANY)
    yield drupal
    drupal.php(NOBODY)


def ask(drupal: Drupal7, user: int, address: str) -> dict[str, Any]:
    """Ask for the directory, and for the card of an address."""
    answer: dict[str, Any] = json.loads(drupal.php(ASK, user=user, address=address))
    return answer


def test_blocked_people_take_nobody_s_place(crowd: Drupal7) -> None:
    assert json.loads(crowd.php(REPORT))["acme_phone_directory"]["severity"] == 1
    shown = ask(crowd, 999, "staff819")["shown"]
    assert len(shown) == 500
    assert "staff300@example.org" in shown

    crowd.php(FEWER)
    assert len(ask(crowd, 999, "staff5")["shown"]) == 400
    assert "acme_phone_directory" not in json.loads(crowd.php(REPORT))


def test_cards_know_those_whom_the_directory_has_no_place_for(crowd: Drupal7) -> None:
    cards = {name: ask(crowd, 999, name)["card"] for name in ("STAFF818", "helpdesk", "staff299", "nobody")}

    assert cards == {"STAFF818": "Staff818", "helpdesk": "Staff819", "staff299": None, "nobody": None}


@pytest.mark.parametrize(("user", "shown"), [(0, 1), (999, 500)])
def test_the_database_is_asked_little_whatever_the_number_of_people(crowd: Drupal7, user: int, shown: int) -> None:
    answer = ask(crowd, user, "helpdesk")

    assert len(answer["shown"]) == shown
    assert answer["card"] == "Staff819"
    assert max(answer["queries"]) < 20


def test_guests_who_ask_for_the_directory_too_often_have_to_wait(crowd: Drupal7) -> None:
    with crowd.serve() as served:
        answers = [request(served, "GET", "directory", None) for _ in range(121)]

    assert [answer.status for answer in answers] == [200] * 120 + [429]
    assert answers[-1].headers["Retry-After"] == "60"
