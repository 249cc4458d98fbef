"""A WordPress site for tests: a folder, its database, PHP beside it and a web server on loopback."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.process import LOOPBACK, Child, ServerError, free_port, listens

ROUTER = Path(__file__).parent / "php" / "router.php"
WORKERS = 4

# What WordPress itself reports: the first because nothing
# may leave this machine, the second in every network on PHP 8.
CORE_NOTICES = (
    "Something may be wrong with WordPress.org or this server",
    "Optional parameter $meta declared before required parameter $signup_id",
)

# Values go in as JSON on standard input, so that no test has to quote for PHP.
PRELUDE = "require {load}; $input = json_decode( stream_get_contents( STDIN ), true ); "

CREATE_USER = """
$user = wp_insert_user( array(
    'user_login' => $input['login'],
    'user_pass'  => $input['password'],
    'user_email' => md5( $input['login'] ) . '@example.org',
    'role'       => $input['role'],
) );
if ( is_wp_error( $user ) ) { fwrite( STDERR, $user->get_error_message() ); exit( 1 ); }
echo $user;
"""

ACTIVATE = """
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$files = array_keys( get_plugins( '/' . $input['slug'] ) );
$result = $files
    ? activate_plugin( $input['slug'] . '/' . $files[0], '', $input['network'] )
    : new WP_Error( 'none', 'no plugin in folder ' . $input['slug'] );
if ( is_wp_error( $result ) ) { fwrite( STDERR, $result->get_error_message() ); exit( 1 ); }
"""

DEACTIVATE = """
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$files = array_keys( get_plugins( '/' . $input['slug'] ) );
deactivate_plugins( $input['slug'] . '/' . $files[0] );
"""

UNINSTALL = """
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/file.php';
$files = array_keys( get_plugins( '/' . $input['slug'] ) );
$result = delete_plugins( array( $input['slug'] . '/' . $files[0] ) );
if ( true !== $result ) { fwrite( STDERR, wp_json_encode( $result ) ); exit( 1 ); }
"""

CREATE_PAGE = """
$page = wp_insert_post( wp_slash( array(
    'post_type'    => 'page',
    'post_status'  => 'publish',
    'post_title'   => $input['title'],
    'post_content' => $input['content'],
) ), true );
if ( is_wp_error( $page ) ) { fwrite( STDERR, $page->get_error_message() ); exit( 1 ); }
echo get_permalink( $page );
"""


CREATE_SITE = """
require_once ABSPATH . 'wp-admin/includes/ms.php';
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
$site = wpmu_create_blog( '127.0.0.1', '/' . $input['name'] . '/', $input['name'], 1, array( 'public' => 1 ) );
if ( is_wp_error( $site ) ) { fwrite( STDERR, $site->get_error_message() ); exit( 1 ); }
echo $site;
"""


@dataclass(frozen=True)
class WordPress:
    """An installed WordPress; `url` has no slash at its end."""

    root: Path
    version: str
    database: str = "SQLite"
    url: str = f"http://{LOOPBACK}"
    admin_login: str = "admin"
    admin_password: str = "admin-password"  # noqa: S105 - for tests only
    php_program: str = "php"

    def php(self, code: str, **values: object) -> str:
        """Run PHP code inside this WordPress and return what it prints.

        `values` are there as the array `$input`. Raises ServerError, with what PHP
        said, when the code exits with another status than 0.
        """
        prelude = PRELUDE.format(load=f"'{self.root}/wp-load.php'")
        done = subprocess.run(
            [self.php_program, "-d", "display_errors=stderr", "-r", prelude + code],
            input=json.dumps(values),
            env={**os.environ, "JSCOMM_WP_URL": self.url},
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerError(f"PHP failed: {done.stderr or done.stdout}\n{self.debug_log()}")
        return done.stdout

    def create_user(self, login: str, role: str = "subscriber", password: str = "password") -> int:  # noqa: S107
        """Create a user and return its ID; ServerError when WordPress refuses it."""
        return int(self.php(CREATE_USER, login=login, role=role, password=password))

    def create_page(self, title: str, content: str) -> str:
        """Publish a page with this block markup or shortcode and return its address."""
        return self.php(CREATE_PAGE, title=title, content=content)

    def create_site(self, name: str) -> int:
        """Add a site to a network, in the subfolder `name`, and return its ID."""
        return int(self.php(CREATE_SITE, name=name))

    def install_plugin(self, folder: Path) -> str:
        """Copy a plugin's folder into the site and return its slug, the folder's name."""
        shutil.copytree(folder, self.root / "wp-content" / "plugins" / folder.name)
        return folder.name

    def activate(self, slug: str, *, network: bool = False) -> None:
        """Activate a plugin, for the whole network if so asked; ServerError if it fails."""
        self.php(ACTIVATE, slug=slug, network=network)

    def deactivate(self, slug: str) -> None:
        """Deactivate a plugin."""
        self.php(DEACTIVATE, slug=slug)

    def uninstall(self, slug: str) -> None:
        """Delete a deactivated plugin the way the admin page does, its uninstall.php included."""
        self.php(UNINSTALL, slug=slug)

    def debug_log(self) -> str:
        """Return the notices, warnings and errors that PHP has reported so far."""
        log = self.root / "wp-content" / "debug.log"
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        lines = text.splitlines(keepends=True)
        return "".join(line for line in lines if not any(own in line for own in CORE_NOTICES))

    @contextmanager
    def serve(self, **environment: str) -> Iterator[WordPress]:
        """Serve the site on a free port; the value inside the block has that address.

        `environment` is added to what the web server's PHP sees.
        """
        port = free_port()
        served = dataclasses.replace(self, url=f"http://{LOOPBACK}:{port}")
        address = f"{LOOPBACK}:{port}"
        server = Child(
            [self.php_program, "-S", address, "-t", str(self.root), str(ROUTER)],
            log=self.root.with_name(self.root.name + "-server.log"),
            environment={
                "JSCOMM_WP_URL": served.url,
                "PHP_CLI_SERVER_WORKERS": str(WORKERS),
                **environment,
            },
        )
        try:
            server.start(lambda: listens(port))
            yield served
        finally:
            server.stop()
