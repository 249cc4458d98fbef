"""The questions: one model that feeds prompts, flags, answer files, help and the record.

A question is written once, here. Its ``default`` is a template in the delimiters of the
cookiecutter templates, so that plain ``cookiecutter`` and this tool derive the same default
from the same earlier answers. No question asks for a secret: answers are recorded in the
output, and the output's secrets are set up where it is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jscomm_scaffold import validators
from jscomm_scaffold.validators import Check

Answers = Mapping[str, str]
"""Question name → checked answer, in the order of the questions."""


@dataclass(frozen=True)
class Question:
    """One question: ``name`` is its key everywhere, ``--name`` with hyphens its flag."""

    name: str
    prompt: str
    help: str
    check: Check
    default: str = ""
    choices: tuple[str, ...] = ()

    @property
    def flag(self) -> str:
        """The command-line flag, like ``--sip-domain``."""
        return "--" + self.name.replace("_", "-")

    @property
    def about(self) -> str:
        """What it is, for those who do not see ``prompt`` and ``help`` as a dialogue."""
        return f"{self.prompt}. {self.help}"

    @property
    def derived_from(self) -> str:
        """The flag of the earlier question that the default is made from, or nothing."""
        earlier = re.search(r"cookiecutter\.(\w+)", self.default)
        return "--" + earlier[1].replace("_", "-") if earlier else ""


NAME = Question(
    name="name",
    prompt="Name of the plugin",
    help="What people see in the list of plugins: one line, any language.",
    check=validators.text(80),
    default="Web Phone",
)
SLUG = Question(
    name="slug",
    prompt="Machine name",
    help="Folder, text domain and REST namespace: small letters, digits, hyphens.",
    check=validators.slug,
    default="[= cookiecutter.name | slugify =]",
)
DESCRIPTION = Question(
    name="description",
    prompt="Description",
    help="One sentence for the list of plugins, at most 150 characters.",
    check=validators.text(150),
    default="Calls from the browser to your own SIP server.",
)
AUTHOR = Question(
    name="author",
    prompt="Author",
    help="Who maintains the plugin: a person, team or company.",
    check=validators.text(80),
    default="Your name",
)
URL = Question(
    name="url",
    prompt="Web page of the plugin",
    help="Where people read about it; empty if there is none yet.",
    check=validators.web_url,
)
NAMESPACE = Question(
    name="namespace",
    prompt="PHP namespace",
    help=r"Keeps the classes apart from those of other plugins, like Acme\Phone.",
    check=validators.namespace,
    default="[= cookiecutter.slug | replace('-', ' ') | title | replace(' ', '') =]",
)
_LICENCES = ("GPL-2.0-or-later", "GPL-3.0-or-later", "MIT")
LICENCE = Question(
    name="licence",
    prompt="Licence",
    help="What others may do with the plugin, as an SPDX name.",
    check=validators.choice(*_LICENCES),
    default=_LICENCES[0],
    choices=_LICENCES,
)
LICENCE_OF_A_SITE = replace(
    LICENCE,
    default=_LICENCES[-1],
    choices=(_LICENCES[-1], *_LICENCES[:-1]),
)
_CORES = ("10.3", "7")
CORE = Question(
    name="core",
    prompt="Version of Drupal",
    help="10.3 is for 10.3 and later, and 11; 7 is for the sites that still run it.",
    check=validators.choice(*_CORES),
    default=_CORES[0],
    choices=_CORES,
)
BUILT_IN = "builtin"
JSCOMMUNICATOR = "jscommunicator"
PHONE = Question(
    name="phone",
    prompt="Phone",
    help="builtin, or jscommunicator: the original JSCommunicator, whose licence is the GPL.",
    check=validators.choice(BUILT_IN, JSCOMMUNICATOR),
    default=BUILT_IN,
    choices=(BUILT_IN, JSCOMMUNICATOR),
)
SIP_DOMAIN = Question(
    name="sip_domain",
    prompt="SIP domain",
    help="The part behind the @ of your SIP addresses; can be set in the admin page later.",
    check=validators.sip_domain,
)
WEBSOCKET_URL = Question(
    name="websocket_url",
    prompt="Address of the SIP server",
    help="Its WebSocket, like wss://sip.example.org/ws; can be set in the admin page later.",
    check=validators.websocket_url,
)
CONTACT = Question(
    name="contact",
    prompt="Another way to reach you",
    help="A telephone number or an e-mail address, shown below the phone for those who cannot call with it; "
    "empty for none.",
    check=validators.contact,
)
SESSION_URL = Question(
    name="session_url",
    prompt="Session endpoint",
    help="Path of a script on the same host that signs tokens, like /phone/session.php; empty for a login form.",
    check=validators.url_path,
)
DESTINATION = Question(
    name="destination",
    prompt="Destination",
    help="Whom a visitor calls, like helpdesk; empty to let them enter it.",
    check=validators.sip_address,
)
LANGUAGES = ("en", "bg", "de", "es", "fr", "he", "it", "nb", "nl", "nn", "pl", "pt", "ru", "sk")
LANGUAGE = Question(
    name="language",
    prompt="Language",
    help="Of the pages and the phone, as its code; visitors can choose another one for the phone.",
    check=validators.choice(*LANGUAGES),
    default=LANGUAGES[0],
    choices=LANGUAGES,
)
COLOUR = Question(
    name="colour",
    prompt="Colour",
    help="Of buttons, logo and links, like #0b7a55.",
    check=validators.colour,
    default="#0b7a55",
)
