"""What can be generated. A new CMS is a folder in ``cookiecutters/`` and one entry here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jscomm_scaffold import questions, validators
from jscomm_scaffold.errors import IncompleteInstallError
from jscomm_scaffold.questions import Answers, Question


@dataclass(frozen=True)
class Target:
    """A kind of output: ``name`` is the command and the folder in ``cookiecutters/``.

    ``next_steps`` are sentences for the person who has just generated it; ``{slug}`` and the
    other answers are filled in, ``{constant}`` is the slug as a constant's name, ``{path}`` where the output is,
    quoted for a shell.
    ``lacks_jquery`` says that the CMS does not bring jQuery, so that an output around
    JSCommunicator must. Where one answer decides between templates, ``chooser`` is its question, and each of
    ``editions`` a target for the answer ``edition``. The default answer has the target itself.
    """

    name: str
    title: str
    questions: tuple[Question, ...]
    next_steps: tuple[str, ...]
    lacks_jquery: bool = False
    edition: str = ""
    chooser: Question | None = None
    editions: tuple[Target, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its template in ``cookiecutters/``."""
        return self.name + self.edition

    @property
    def template_questions(self) -> tuple[Question, ...]:
        """What plain cookiecutter asks: all but the question that its folder answers."""
        return tuple(question for question in self.questions if question is not self.chooser)

    def chosen(self, answers: Answers) -> Target:
        """Give the edition that ``answers`` choose."""
        answer = answers[self.chooser.name] if self.chooser else ""
        return next((edition for edition in self.editions if edition.edition == answer), self)


WORDPRESS = Target(
    name="wordpress",
    title="a plugin for WordPress 6.5 and later",
    questions=(
        replace(
            questions.NAME,
            help="What people see in the list of plugins: one line, any language. "
            'wordpress.org wants neither "WordPress" nor "plugin" in it.',
        ),
        replace(
            questions.SLUG,
            check=validators.wordpress_slug,
            default="[= cookiecutter.name | slugify =]"
            "[= '-phone' if cookiecutter.name | slugify | replace('-', '') | length < 4 else '' =]",
        ),
        questions.DESCRIPTION,
        questions.AUTHOR,
        questions.URL,
        replace(questions.NAMESPACE, check=validators.wordpress_namespace),
        questions.LICENCE,
        questions.PHONE,
        questions.SIP_DOMAIN,
        questions.WEBSOCKET_URL,
        questions.CONTACT,
    ),
    next_steps=(
        "Put the folder {slug} into wp-content/plugins and activate the plugin.",
        "Add a secret that only the site and the SIP server know to wp-config.php:\n"
        "  define( '{constant}_TOKEN_SECRET', '…' );   (make one with: openssl rand -hex 32)",
        "Settings > {name}: enter the SIP server and who may call whom.",
        "Put the block or [{slug}] on a page, and call.",
    ),
)

_DRUPAL_SETTINGS = "Configuration > Web services > {name}: enter the SIP server and who may call whom."
_DRUPAL_CALL = "Place the block or open the phone's page, and call."
_DRUPAL = Target(
    name="drupal",
    title="a module for Drupal 10.3 and later, and 11; or, with --core 7, for Drupal 7",
    questions=(
        questions.CORE,
        replace(
            questions.NAME,
            prompt="Name of the module",
            help="What people see in the list of modules: one line, any language.",
        ),
        replace(
            questions.SLUG,
            help="Folder, PHP namespace and prefix: small letters, digits, underscores.",
            check=validators.drupal_slug,
            default="[= cookiecutter.name | slugify | replace('-', '_') =]",
        ),
        replace(questions.DESCRIPTION, help="One sentence for the list of modules, at most 150 characters."),
        replace(questions.AUTHOR, help="Who maintains the module: a person, team or company."),
        replace(questions.URL, prompt="Web page of the module"),
        replace(questions.LICENCE, help="What others may do with the module, as an SPDX name."),
        questions.PHONE,
        questions.SIP_DOMAIN,
        questions.WEBSOCKET_URL,
        questions.CONTACT,
    ),
    next_steps=(
        "Put the folder {slug} into modules/custom and install the module.",
        "Add a secret that only the site and the SIP server know to settings.php:\n"
        "  $settings['{slug}_token_secret'] = '…';   (make one with: openssl rand -hex 32)",
        _DRUPAL_SETTINGS,
        _DRUPAL_CALL,
    ),
    chooser=questions.CORE,
)
_DRUPAL7 = replace(
    _DRUPAL,
    edition="7",
    next_steps=(
        "Put the folder {slug} into sites/all/modules and enable the module.",
        "Add a secret that only the site and the SIP server know to settings.php:\n"
        "  $conf['{slug}_token_secret'] = '…';   (make one with: openssl rand -hex 32)",
        _DRUPAL_SETTINGS,
        _DRUPAL_CALL,
    ),
)
DRUPAL = replace(_DRUPAL, editions=(_DRUPAL7,))

PHP = Target(
    name="php",
    lacks_jquery=True,
    title="a folder that any PHP site includes, with signed SIP tokens",
    questions=(
        replace(
            questions.NAME,
            prompt="Name of the phone",
            help="What people see as the title of the example page: one line, any language.",
        ),
        replace(questions.SLUG, help="Folder and names of settings: small letters, digits, hyphens."),
        replace(questions.DESCRIPTION, help="One sentence, at most 150 characters."),
        replace(questions.AUTHOR, help="Who maintains the folder: a person, team or company."),
        replace(
            questions.URL,
            prompt="Address of the site",
            help="Where its pages are, like https://www.example.org; empty if it is not known yet.",
        ),
        replace(questions.NAMESPACE, help=r"Keeps the classes apart from those of the site, like Acme\Phone."),
        questions.LICENCE_OF_A_SITE,
        questions.PHONE,
        replace(
            questions.SIP_DOMAIN, help="The part behind the @ of your SIP addresses; can be set in config.php later."
        ),
        replace(
            questions.WEBSOCKET_URL,
            help="Its WebSocket, like wss://sip.example.org/ws; can be set in config.php later.",
        ),
        questions.CONTACT,
    ),
    next_steps=(
        "Put the folder {slug} into the web root.",
        "Set {constant}_TOKEN_SECRET in PHP's environment, or name a file outside the web root in config.php\n"
        "  (make one with: openssl rand -hex 32).",
        "Fill in config.php; php check.php tells what is missing.",
        "Include {slug}/head.inc.php and {slug}/jscommunicator.inc.php in a page, and call.",
        "{slug}/server/README.md has the settings of the web server and the SIP server.",
    ),
)

STATIC = Target(
    name="static",
    lacks_jquery=True,
    title="a web site with a phone: plain files, ready to rebrand",
    questions=(
        replace(
            questions.NAME, prompt="Name of the site", help="What people see as its title: one line, any language."
        ),
        replace(questions.SLUG, help="Folder and file names: small letters, digits, hyphens."),
        replace(questions.DESCRIPTION, help="One sentence for the first page and for search engines."),
        replace(questions.AUTHOR, prompt="Owner", help="Who runs the site: a person, team or company."),
        replace(
            questions.URL,
            prompt="Address of the site",
            help="Where the pages will be, like https://phone.example.org; empty if it is not known yet.",
        ),
        questions.LICENCE_OF_A_SITE,
        questions.PHONE,
        replace(questions.SIP_DOMAIN, help="The part behind the @ of your SIP addresses."),
        replace(questions.WEBSOCKET_URL, help="Its WebSocket, like wss://sip.example.org/ws."),
        questions.SESSION_URL,
        questions.DESTINATION,
        questions.CONTACT,
        questions.LANGUAGE,
        questions.COLOUR,
    ),
    next_steps=(
        "python3 -m http.server --bind 127.0.0.1 --directory={path} 8000   shows it at http://127.0.0.1:8000",
        "Put your address, and what you log, into legal.html.",
        "Copy the folder to your web server.",
        "{slug}/server/README.md has the settings of the web server and the SIP server.",
    ),
)

TARGETS = (DRUPAL, WORDPRESS, PHP, STATIC)
TEMPLATES = tuple(edition for target in TARGETS for edition in (target, *target.editions))
"""Every target and edition: one for each template in ``cookiecutters/``."""


def templates() -> Path:
    """Find the folder ``cookiecutters``: inside an installed package, or beside its source.

    Raises :class:`IncompleteInstallError` when neither is there.
    """
    package = Path(__file__).parent
    for folder in (package / "cookiecutters", package.parent / "cookiecutters"):
        if folder.is_dir():
            return folder
    raise IncompleteInstallError(f"The templates are missing from {package}.", "Install jscomm-scaffold again.")
