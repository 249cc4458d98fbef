"""A SIP server for two people: Kamailio with the configuration of the output, and a secret that is thrown away."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from jscomm_scaffold.errors import PreviewError
from jscomm_scaffold.preview.output import Output
from jscomm_scaffold.preview.workshop import LOOPBACK, Workshop, free_port, listens, need

PEOPLE = ("alice", "bob")
_HINT = (
    "On Debian: apt install kamailio kamailio-websocket-modules. Without --sip the phone is shown, and calls nobody."
)
_OWN = {"local.cfg", "secrets.cfg"}


@dataclass(frozen=True)
class Telephony:
    """A running SIP server: it takes tokens of ``secret``, and at ``path`` the passwords of people."""

    url: str
    domain: str
    secret: str = field(repr=False)
    passwords: dict[str, str] = field(repr=False)


def start(workshop: Workshop, output: Output) -> Telephony:
    """Run Kamailio with the configuration of ``output``; raises :class:`PreviewError` when it cannot be."""
    program = need("kamailio", _HINT)
    sources = output.folder / "server" / "kamailio"
    if not (sources / "kamailio.cfg").is_file():
        raise PreviewError("The output has no server/kamailio/kamailio.cfg any more.", "Call without --sip.")
    port = free_port()
    passwords = {name: secrets.token_hex(4) for name in PEOPLE}
    made = Telephony(f"ws://{LOOPBACK}:{port}/ws", output.domain.lower(), secrets.token_hex(32), passwords)
    folder = workshop.folder / "kamailio"
    for path in sources.iterdir():
        if path.is_file() and path.name not in _OWN:
            workshop.copy_file(path, folder.name, path.name)
    workshop.write(_local(made, folder, port), folder.name, "local.cfg")
    workshop.write(_secrets(made), folder.name, "secrets.cfg")
    options = ["-DD", "-E", "-m", "32", "-M", "4", "-Y", str(folder)]
    workshop.run("Kamailio", [program, "-f", str(folder / "kamailio.cfg"), *options], lambda: listens(port))
    return made


def _local(made: Telephony, folder: Path, port: int) -> str:
    # No WEB_ORIGIN: each of the people has a site of their own. No page but these has a token or a password.
    # No RPC_SOCKET: nobody asks, and a temporary folder may be too deep for a socket's path.
    return (
        f'#!define SIP_DOMAIN "{made.domain}"\n'
        f'#!define TOKENS_JS "{folder}/tokens.js"\n'
        '#!define DIGEST_PATH "/ws"\n'
        f"listen=tcp:{LOOPBACK}:{port}\n"
    )


def _secrets(made: Telephony) -> str:
    people = "".join(f'\t$sht(password=>{name}) = "{password}";\n' for name, password in made.passwords.items())
    return f'event_route[htable:mod-init] {{\n\t$sht(secret=>1) = "{made.secret}";\n{people}}}\n'
