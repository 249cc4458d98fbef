"""A real Drupal 7 for the tests, installed on SQLite in a copy of a code base.

JSCOMM_DRUPAL7_ROOT names the folder that holds ``includes/bootstrap.inc``: an unpacked Drupal 7.
It is copied and stays as it is. JSCOMM_DRUPAL7_PHP names the PHP to run it with, if ``php`` is
too new for it. JSCOMM_DRUPAL7_LIBRARIES may name a folder of the module Libraries API 7.x-2.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.process import LOOPBACK, Child, ServerError, free_port, listens

WORKERS = 4
SCRIPTS = Path(__file__).parent / "php"
SETTINGS = """<?php

$databases['default']['default'] = [
  'driver' => 'sqlite',
  'database' => DRUPAL_ROOT . '/sites/default/files/.ht.sqlite',
];
$drupal_hash_salt = 'tests';
// Cron runs when a test runs it.
$conf['cron_safe_threshold'] = 0;
"""
WARNING = 4


class NoDrupal7Error(Exception):
    """There is no Drupal 7 to test with; the message says what would be one."""


@dataclass(frozen=True)
class Drupal7:
    """An installed Drupal 7; ``root`` holds ``includes/``, ``url`` has no slash at its end."""

    root: Path
    version: str
    php_program: str = "php"
    url: str = f"http://{LOOPBACK}"
    admin_login: str = "admin"
    admin_password: str = "admin-password"  # noqa: S105 - for tests only

    def php(self, code: str, **values: object) -> str:
        """Run PHP code in the booted Drupal and return what it prints; ``values`` are there as ``$input``."""
        return self._script("run.php", code=code, values=values)

    def install(self) -> None:
        """Install Drupal with the profile Standard."""
        site = self.root / "sites" / "default"
        (site / "files").mkdir(exist_ok=True)
        (site / "settings.php").write_text(SETTINGS, "utf-8")
        self._script("install.php", name=self.admin_login, password=self.admin_password)
        # It asks drupal.org for news, and so logs that there is no network.
        self.php("module_disable(['announcements_feed']); db_delete('watchdog')->execute();")

    def configure(self, line: str) -> None:
        """Add a line of PHP to settings.php."""
        settings = self.root / "sites" / "default" / "settings.php"
        settings.chmod(0o644)
        settings.write_text(f"{settings.read_text('utf-8')}{line}\n", "utf-8")

    def add_module(self, folder: Path) -> None:
        """Put a module's folder where Drupal finds it, without enabling it."""
        shutil.copytree(folder, self.root / "sites" / "all" / "modules" / folder.name)

    def enable(self, *modules: str) -> None:
        """Enable modules, which installs them."""
        self.php("module_enable($input['modules']); drupal_flush_all_caches();", modules=modules)

    def uninstall(self, *modules: str) -> None:
        """Disable and uninstall modules."""
        self.php("module_disable($input['modules']); drupal_flush_all_caches();", modules=modules)
        self.php("drupal_uninstall_modules($input['modules']);", modules=modules)

    def create_user(self, login: str, *roles: str, password: str = "password") -> int:  # noqa: S107
        """Create an active user with roles, which are made when missing, and return the ID."""
        return int(self.php(CREATE_USER, login=login, roles=roles, password=password))

    def problems(self) -> list[str]:
        """Return what the log holds of level warning or worse, and every notice of PHP.

        But for what Drupal's own code does that the newest PHP would rather not see.
        """
        entries: list[str] = json.loads(self.php(PROBLEMS, level=WARNING))
        return [entry for entry in entries if "/sites/" in entry or not entry.startswith("php: Deprecated")]

    @contextmanager
    def serve(self, **environment: str) -> Iterator[Drupal7]:
        """Serve the site on a free port; ``environment`` is added to what its PHP sees."""
        port = free_port()
        address = f"{LOOPBACK}:{port}"
        server = Child(
            [
                self.php_program,
                "-d",
                "error_reporting=-1",
                "-S",
                address,
                "-t",
                str(self.root),
                str(SCRIPTS / "router.php"),
            ],
            log=self.root.with_name(self.root.name + "-server.log"),
            environment={"PHP_CLI_SERVER_WORKERS": str(WORKERS), **environment},
            folder=self.root,
        )
        try:
            server.start(lambda: listens(port))
            yield dataclasses.replace(self, url=f"http://{address}")
        finally:
            server.stop()

    def _script(self, script: str, **values: object) -> str:
        done = subprocess.run(
            [self.php_program, "-d", "display_errors=stderr", "-d", "error_reporting=-1", str(SCRIPTS / script)],
            input=json.dumps(values),
            env={**os.environ, "JSCOMM_DRUPAL_SITE": str(self.root)},
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or done.stderr:
            raise ServerError(f"PHP failed: {done.stderr or done.stdout}")
        return done.stdout


def code_base() -> Path:
    """Return the Drupal 7 that is named. Raises :class:`NoDrupal7Error` when none is."""
    named = os.environ.get("JSCOMM_DRUPAL7_ROOT", "")
    if not named:
        raise NoDrupal7Error("JSCOMM_DRUPAL7_ROOT names no Drupal 7 (the folder that holds includes/bootstrap.inc)")
    root = Path(named)
    if not version(root).startswith("7."):
        raise NoDrupal7Error(f"JSCOMM_DRUPAL7_ROOT={named} is no Drupal 7: includes/bootstrap.inc does not say so")
    return root


def version(root: Path) -> str:
    """Return the version of a Drupal 7, or ''."""
    file = root / "includes" / "bootstrap.inc"
    found = re.search(r"define\('VERSION', '([^']+)'\)", file.read_text("utf-8")) if file.is_file() else None
    return found[1] if found else ""


def install(folder: Path) -> Drupal7:
    """Copy the code base into ``folder`` and install it there."""
    source = code_base()
    root = folder / "drupal"
    shutil.copytree(source, root, symlinks=True, ignore=_installed)
    drupal = Drupal7(root, version(root), os.environ.get("JSCOMM_DRUPAL7_PHP", "php"))
    drupal.install()
    return drupal


def _installed(folder: str, names: list[str]) -> list[str]:
    """Leave out what an installed site added to its code base, and its history."""
    parents = {"default": ["files", "settings.php"], "all": ["modules"]}
    return [name for name in [".git", *parents.get(Path(folder).name, [])] if name in names]


CREATE_USER = """
$roles = [];
foreach ($input['roles'] as $name) {
  if (!user_role_load_by_name($name)) {
    $role = (object) ['name' => $name];
    user_role_save($role);
  }
  $role = user_role_load_by_name($name);
  $roles[$role->rid] = $name;
}
$account = user_save(NULL, [
  'name' => $input['login'],
  'mail' => $input['login'] . '@example.org',
  'pass' => $input['password'],
  'status' => 1,
  'roles' => $roles,
]);
echo $account->uid;
"""

PROBLEMS = """
$found = [];
$query = "SELECT * FROM {watchdog} WHERE severity <= :level OR type = 'php'";
foreach (db_query($query, [':level' => $input['level']]) as $entry) {
  $variables = (array) unserialize($entry->variables);
  $found[] = $entry->type . ': ' . strip_tags(strtr($entry->message, array_map('strval', $variables)));
}
echo json_encode($found);
"""

LEFTOVERS = """
$found = array_values(db_find_tables('%' . $input['module'] . '%'));
$places = [
  'variable' => ['name', 'value'],
  'flood' => ['event'],
  'block' => ['module'],
  'role_permission' => ['module', 'permission'],
  'menu_router' => ['path', 'page_callback'],
  'menu_links' => ['link_path'],
];
foreach ($places as $table => $columns) {
  foreach ($columns as $column) {
    foreach ([$input['module'], strtr($input['module'], '_', '-')] as $name) {
      $query = db_select($table, 't')->fields('t', [$column])->condition($column, '%' . db_like($name) . '%', 'LIKE');
      foreach ($query->execute()->fetchCol() as $value) {
        $found[] = $table . ': ' . substr($value, 0, 200);
      }
    }
  }
}
echo json_encode($found);
"""
