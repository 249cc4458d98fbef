"""The generated module in a real Drupal 7, without a browser."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.drupal7.conftest import MODULE, SECRET
from tests.drupal7.site import LEFTOVERS, WORKERS, Drupal7
from tests.servers.process import LOOPBACK, Child, free_port, listens

VARIABLES = "echo json_encode(db_query('SELECT name, value FROM {variable}')->fetchAllKeyed());"
ROLES = "echo json_encode([user_role_permissions(user_roles()), user_roles()]);"
WIDE = "echo json_encode((new Drupal\\acme_phone\\Rights())->rolesWith('call anywhere with acme_phone'));"
DRUCALL = {
    "websocket_server_url": "wss://sip.example.net/ws",
    "sip_outboundproxy_url": "tcp://sip-proxy.example.org:5060",
    "ws_cookie_secret": "the secret of DruCall",
    "ws_cookie_timeout": "900",
    "sip_domain": "",
    "ws_cookie_domain": ".example.net",
    "from_uri": "sip:visitor@example.net:5060",
    "display_name": "DruCall user",
    "auth_password": "the password of DruCall",
    "default_destination": "sip:operator@example.net",
    "enable_audio": 1,
    "enable_video": 0,
    "turn_server_url": "turn:turn.example.net",
    "turn_password": "the TURN password of DruCall",
}


def test_everybody_may_see_the_phone_and_nobody_has_a_wide_right(drupal: Drupal7) -> None:
    permissions, names = json.loads(drupal.php(ROLES))
    rights = {names[role]: {right for right in held if MODULE in right} for role, held in permissions.items()}

    assert rights["anonymous user"] == rights["authenticated user"] == {f"use {MODULE}"}
    # Drupal gives this role all that is new.
    assert f"call anywhere with {MODULE}" in rights["administrator"]
    assert json.loads(drupal.php(WIDE)) == []


def test_a_name_that_is_no_sip_name_is_never_stored(drupal: Drupal7) -> None:
    drupal.php(
        "user_save(user_load(1), ['acme_phone_sip_name' => 'Boss']);"
        "user_save(user_load(1), ['acme_phone_sip_name' => 'a b']);"
    )

    assert drupal.php("echo (new Drupal\\acme_phone\\SipNames())->get(1);") == "boss"
    assert [entry for entry in drupal.problems() if "was not given a SIP name" in entry]
    drupal.php("db_delete('watchdog')->execute();")


def test_the_settings_of_drucall_are_taken_over_at_installation(bare: Drupal7) -> None:
    bare.php("foreach ($input['variables'] as $name => $value) { variable_set($name, $value); }", variables=DRUCALL)
    bare.enable(MODULE)
    stored = json.loads(bare.php(VARIABLES))
    ours = {name: value for name, value in stored.items() if name.startswith(MODULE)}

    assert ours["acme_phone_websocket_url"] == 's:24:"wss://sip.example.net/ws";'
    assert (ours["acme_phone_sip_domain"], ours["acme_phone_cookie_domain"]) == ('s:11:"example.net";',) * 2
    assert ours["acme_phone_token_lifetime"] == "i:900;"  # noqa: S105 - seconds
    assert "operator@example.net" in ours["acme_phone_guest_destinations"]
    assert "turn:turn.example.net" in ours["acme_phone_ice_servers"]
    assert not [value for value in ours.values() if "of DruCall" in value]

    with bare.serve() as running, urllib.request.urlopen(f"{running.url}/acme-phone") as response:  # noqa: S310
        page = response.read().decode()
    assert "operator@example.net" in page
    assert "of DruCall" not in page

    report = bare.php("module_load_install('acme_phone'); echo json_encode(acme_phone_requirements('runtime'));")
    assert "ws_cookie_secret, auth_password, turn_password" in json.loads(report)["acme_phone_drucall"]["description"]
    bare.php("array_map('variable_del', $input['names']);", names=list(DRUCALL))
    bare.uninstall(MODULE)
    assert bare.php(LEFTOVERS, module=MODULE) == "[]"


def test_the_update_makes_up_for_an_installation_that_never_was(drupal: Drupal7) -> None:
    """As when the folder of a DruCall of the same name is replaced."""
    drupal.php("array_map('db_drop_table', ['acme_phone_name', 'acme_phone_listing']);")
    drupal.php("user_role_revoke_permissions(1, ['use acme_phone']);")
    drupal.php("drupal_set_installed_schema_version('acme_phone', 0);")
    drupal.php("foreach ($input['variables'] as $name => $value) { variable_set($name, $value); }", variables=DRUCALL)
    updates = drupal.php(
        "drupal_load_updates(); echo json_encode(drupal_get_schema_versions('acme_phone'));"
        "module_load_install('acme_phone'); echo acme_phone_update_7100();"
    )
    drupal.php("drupal_set_installed_schema_version('acme_phone', 7100);")

    assert re.match(r'\["?7100"?\]The settings of DruCall were taken over', updates)
    permissions, _ = json.loads(drupal.php(ROLES))
    assert f"use {MODULE}" in permissions["1"]
    assert drupal.php("echo count(db_find_tables('acme_phone_%'));") == "2"
    drupal.php("array_map('variable_del', $input['names']);", names=list(DRUCALL))


def test_drush_and_cron_need_no_request(drupal: Drupal7) -> None:
    report = json.loads(
        drupal.php("module_load_install('acme_phone'); echo json_encode(acme_phone_requirements('runtime'));")
    )

    assert {entry["severity"] for entry in report.values()} == {0}
    assert SECRET not in json.dumps(report)


def test_the_phone_of_the_libraries_api_goes_before_our_own(drupal: Drupal7, module: Path) -> None:
    named = os.environ.get("JSCOMM_DRUPAL7_LIBRARIES", "")
    if not named:
        pytest.skip("JSCOMM_DRUPAL7_LIBRARIES names no folder of the module Libraries API 7.x-2")
    own = drupal.php("echo Drupal\\acme_phone\\Assets::folder();")
    drupal.add_module(Path(named))
    drupal.enable("libraries")
    without = drupal.php("echo Drupal\\acme_phone\\Assets::folder();")
    library = drupal.root / "sites" / "all" / "libraries" / MODULE
    shutil.copytree(module / "assets", library)
    within = drupal.php("drupal_flush_all_caches(); echo Drupal\\acme_phone\\Assets::folder();")
    scripts = drupal.php("echo json_encode(drupal_get_library('acme_phone', 'phone'));")
    drupal.uninstall("libraries")
    shutil.rmtree(library)

    assert own == without == f"sites/all/modules/{MODULE}/assets"
    assert within == f"sites/all/libraries/{MODULE}"
    assert f"/sites/all/libraries/{MODULE}/phone/phone.min.js" in scripts.replace("\\/", "/")


def test_its_own_tests_pass(bare: Drupal7) -> None:
    bare.php("module_enable(['simpletest']);")
    port = free_port()
    folder = bare.root / "sites" / "all" / "modules" / MODULE / "tests"
    server = Child(
        [bare.php_program, "-S", f"{LOOPBACK}:{port}", str(folder / "router.php")],
        log=bare.root.with_name("simpletest.log"),
        environment={"PHP_CLI_SERVER_WORKERS": str(WORKERS)},
        folder=bare.root,
    )
    words = ["--url", f"http://{LOOPBACK}:{port}", "--php", str(shutil.which(bare.php_program))]
    try:
        server.start(lambda: listens(port))
        done = subprocess.run(
            [bare.php_program, "scripts/run-tests.sh", *words, "--verbose", "--class", "AcmePhoneTestCase"],
            cwd=bare.root,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        server.stop()

    assert re.search(r"\d\d+ passes, 0 fails, 0 exceptions", done.stdout), done.stdout[-5000:]
