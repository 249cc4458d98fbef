"""A real Drupal for the tests, installed on SQLite in a copy of a code base.

JSCOMM_DRUPAL_ROOT names the folder that holds ``core/`` (Drupal 10.3 or newer, with its
``vendor``, as ``composer create-project drupal/recommended-project`` makes it; ``web/`` then).
It is copied and stays as it is. Without it Composer is asked for one. JSCOMM_DRUPAL_PHP names
the PHP to run it with, if ``php`` is too old for it.
"""

from __future__ import annotations

import atexit
import dataclasses
import functools
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.process import LOOPBACK, Child, ServerError, free_port, listens

WORKERS = 4
SCRIPTS = Path(__file__).parent / "php"


class NoDrupalError(Exception):
    """There is no Drupal to test with; the message says what would be one."""


@dataclass(frozen=True)
class Drupal:
    """An installed Drupal; ``root`` holds ``core/``, ``url`` has no slash at its end."""

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
        """Install Drupal with the profile Minimal."""
        self._script("install.php", name=self.admin_login, password=self.admin_password)
        # Else Drupal asks drupal.org for security advisories.
        self.php("\\Drupal::configFactory()->getEditable('system.advisories')->set('enabled', FALSE)->save();")

    def add_module(self, folder: Path) -> None:
        """Put a module's folder where Drupal finds it, without installing it."""
        shutil.copytree(folder, self.root / "modules" / "custom" / folder.name)

    def enable(self, *modules: str) -> None:
        """Install modules."""
        self.php("\\Drupal::service('module_installer')->install($input['modules']);", modules=modules)

    def uninstall(self, *modules: str) -> None:
        """Uninstall modules."""
        self.php("\\Drupal::service('module_installer')->uninstall($input['modules']);", modules=modules)

    def create_user(self, login: str, *roles: str, password: str = "password") -> int:  # noqa: S107
        """Create an active user with roles, which are made when missing, and return the ID."""
        return int(self.php(CREATE_USER, login=login, roles=roles, password=password))

    def problems(self) -> list[str]:
        """Return what the log (of the module dblog) holds of level warning or worse, and every notice of PHP."""
        entries: list[str] = json.loads(self.php(PROBLEMS))
        return [entry for entry in entries if "updates.drupal.org" not in entry]

    @contextmanager
    def serve(self, **environment: str) -> Iterator[Drupal]:
        """Serve the site on a free port; ``environment`` is added to what its PHP sees."""
        port = free_port()
        address = f"{LOOPBACK}:{port}"
        server = Child(
            [self.php_program, "-S", address, "-t", str(self.root), str(self.root / ".ht.router.php")],
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
            [self.php_program, "-d", "display_errors=stderr", str(SCRIPTS / script)],
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
    """Return the folder that holds ``core/``: the one that is named, else one from Composer.

    Raises :class:`NoDrupalError` when there is neither.
    """
    named = os.environ.get("JSCOMM_DRUPAL_ROOT", "")
    root = Path(named) if named else _composed()
    if not (root / "core/lib/Drupal.php").is_file():
        raise NoDrupalError(f"JSCOMM_DRUPAL_ROOT={named} is no Drupal 10 or 11: there is no core/lib/Drupal.php")
    return root


@functools.cache
def _composed() -> Path:
    lack = "JSCOMM_DRUPAL_ROOT names no Drupal (the folder that holds core/, with its vendor), and "
    if not shutil.which("composer"):
        raise NoDrupalError(lack + "composer is not installed")
    folder = tempfile.mkdtemp(prefix="jscomm-drupal-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    done = subprocess.run(
        ["composer", "create-project", "--no-interaction", "--no-progress", "drupal/recommended-project", "site"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        known = [line.strip() for line in done.stderr.splitlines() if "ould not find" in line or "offline" in line]
        raise NoDrupalError(f"{lack}Composer could not get one: {known[0] if known else 'it gave no reason'}")
    return Path(folder, "site", "web")


def version(root: Path) -> str:
    """Return the version of a Drupal."""
    found = re.search(r"const VERSION = '([^']+)'", (root / "core/lib/Drupal.php").read_text("utf-8"))
    return found[1] if found else "unknown"


def install(folder: Path) -> Drupal:
    """Copy the code base into ``folder`` and install it there."""
    source = code_base()
    # In a Composer project vendor/ is beside the folder that holds core/.
    project = source if (source / "vendor").is_dir() else source.parent
    copy = folder / "drupal"
    shutil.copytree(project, copy, symlinks=True, ignore=_installed)
    root = copy / source.relative_to(project)
    drupal = Drupal(root, version(root), os.environ.get("JSCOMM_DRUPAL_PHP", "php"))
    drupal.install()
    return drupal


def _installed(folder: str, names: list[str]) -> list[str]:
    """Leave out what an installed site added to its code base."""
    parents = {"default": ["files", "settings.php"], "modules": ["custom"]}
    return [name for name in parents.get(Path(folder).name, []) if name in names]


CREATE_USER = """
foreach ($input['roles'] as $id) {
  if (!\\Drupal\\user\\Entity\\Role::load($id)) {
    \\Drupal\\user\\Entity\\Role::create(['id' => $id, 'label' => ucfirst($id)])->save();
  }
}
$user = \\Drupal\\user\\Entity\\User::create([
  'name' => $input['login'],
  'mail' => $input['login'] . '@example.org',
  'pass' => $input['password'],
  'status' => 1,
  'roles' => $input['roles'],
]);
$user->save();
echo $user->id();
"""

PROBLEMS = """
$found = [];
foreach (\\Drupal::database()->query("SELECT * FROM {watchdog} WHERE severity <= 4 OR type = 'php'") as $entry) {
  $variables = unserialize($entry->variables);
  $texts = array_map(fn ($value) => is_array($value) ? 'array' : (string) $value, $variables);
  $found[] = $entry->type . ': ' . strtr($entry->message, $texts);
}
echo json_encode($found);
"""

LEFTOVERS = """
$database = \\Drupal::database();
$found = array_values($database->schema()->findTables('%' . $input['module'] . '%'));
foreach (['users_field_data'] as $table) {
  if ($database->schema()->fieldExists($table, $input['module'] . '_sip_name')) {
    $found[] = $table;
  }
}
$places = [
  'config' => ['name', 'data'],
  'key_value' => ['name', 'value'],
  'flood' => ['event'],
  'users_data' => ['module'],
];
foreach ($places as $table => $columns) {
  foreach ($database->schema()->tableExists($table) ? $columns : [] as $column) {
    $like = '%' . $database->escapeLike($input['module']) . '%';
    $rows = $database->select($table)->fields($table, [$column])->condition($column, $like, 'LIKE')->execute();
    foreach ($rows as $row) {
      $found[] = $table . ': ' . substr((string) $row->$column, 0, 200);
    }
  }
}
echo json_encode($found);
"""
