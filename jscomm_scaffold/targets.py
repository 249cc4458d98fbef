"""What can be generated. A new CMS is a folder in ``cookiecutters/`` and one entry here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jscomm_scaffold import questions, validators
from jscomm_scaffold.errors import IncompleteInstallError
from jscomm_scaffold.questions import Question


@dataclass(frozen=True)
class Target:
    """A kind of output: ``name`` is the command and the folder in ``cookiecutters/``.

    ``next_steps`` are sentences for the person who has just generated it; ``{slug}`` and the
    other answers are filled in, ``{constant}`` is the slug as a constant's name.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    next_steps: tuple[str, ...]


WORDPRESS = Target(
    name="wordpress",
    title="a WordPress plugin (6.5 and later) with block, shortcode and signed SIP tokens",
    questions=(
        questions.NAME,
        replace(questions.SLUG, check=validators.wordpress_slug),
        questions.DESCRIPTION,
        questions.AUTHOR,
        questions.URL,
        questions.NAMESPACE,
        questions.LICENCE,
        questions.SIP_DOMAIN,
        questions.WEBSOCKET_URL,
    ),
    next_steps=(
        "Put the folder {slug} into wp-content/plugins and activate the plugin.",
        "Add a secret that only the site and the SIP server know to wp-config.php:\n"
        "  define( '{constant}_TOKEN_SECRET', '…' );   (make one with: openssl rand -hex 32)",
        "Settings > {name}: enter the SIP server and who may call whom.",
        "Put the block or [{slug}] on a page, and call.",
    ),
)

TARGETS = (WORDPRESS,)


def templates() -> Path:
    """Find the folder ``cookiecutters``: inside an installed package, or beside its source.

    Raises :class:`IncompleteInstallError` when neither is there.
    """
    package = Path(__file__).parent
    for folder in (package / "cookiecutters", package.parent / "cookiecutters"):
        if folder.is_dir():
            return folder
    raise IncompleteInstallError(f"The templates are missing from {package}.", "Install jscomm-scaffold again.")
