"""Asterisk for tests: Debian's, from the suite that has it, as an ordinary process in a folder of its own.

It is run with the C library that belongs to it, so that nothing of it has to be installed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import debian
from tests.servers.cache import cached
from tests.servers.process import LOOPBACK, Child, free_port, listens

SUITE = "sid"
LIBRARIES = "lib/x86_64-linux-gnu"
# What a phone in a browser needs; all that is installed wants more settings than a test has.
MODULES = """
pbx_config app_dial bridge_simple bridge_native_rtp bridge_softmix chan_pjsip codec_ulaw codec_opus_open_source
func_callerid res_crypto res_http_websocket res_pjproject res_pjsip res_pjsip_acl res_pjsip_authenticator_digest
res_pjsip_caller_id res_pjsip_dtmf_info res_pjsip_endpoint_identifier_user res_pjsip_nat
res_pjsip_outbound_authenticator_digest res_pjsip_pubsub res_pjsip_registrar res_pjsip_sdp_rtp res_pjsip_session
res_pjsip_transport_websocket res_rtp_asterisk res_sorcery_astdb res_sorcery_config res_sorcery_memory res_srtp
res_timing_timerfd
""".split()
FOLDERS = ("varlib", "db", "key", "agi", "spool", "run", "log")


@dataclass(frozen=True)
class Asterisk:
    """A running Asterisk."""

    port: int
    child: Child

    @property
    def url(self) -> str:
        """Its WebSocket."""
        return f"ws://{LOOPBACK}:{self.port}/ws"

    def log(self) -> str:
        """Return what it has said."""
        return self.child.output()


def files() -> Path:
    """Return Debian's Asterisk with all that it needs, unpacked; DownloadError when it is not to be had."""
    return cached(f"asterisk-{SUITE}", _unpack)


def _unpack(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = debian.unpack(SUITE, ["asterisk"], Path(scratch), with_dependencies=True)
        for part in ("etc/asterisk", "usr/lib64", f"usr/{LIBRARIES}", "usr/sbin/asterisk", "usr/share/asterisk"):
            target = folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            source = root / part
            shutil.copytree(source, target, symlinks=True) if source.is_dir() else shutil.copy2(source, target)


@contextmanager
def asterisk(pjsip: str, extensions: str) -> Iterator[Asterisk]:
    """Run Asterisk with these `pjsip.conf` and `extensions.conf`."""
    with tempfile.TemporaryDirectory(prefix="jscomm-asterisk-") as name:
        folder, port, root = Path(name), free_port(), files() / "usr"
        _configure(folder, port, pjsip, extensions)
        loader = root / "lib64" / "ld-linux-x86-64.so.2"
        command = [str(loader), "--library-path", str(root / LIBRARIES), str(root / "sbin" / "asterisk")]
        child = Child([*command, "-C", f"{folder}/etc/asterisk.conf", "-f", "-n"], log=folder / "output")
        child.start(lambda: listens(port) and "Asterisk Ready" in child.output(), 60)
        try:
            yield Asterisk(port, child)
        finally:
            child.stop()


def _configure(folder: Path, port: int, pjsip: str, extensions: str) -> None:
    configuration = folder / "etc"
    shutil.copytree(files() / "etc" / "asterisk", configuration)
    for name in FOLDERS:
        (folder / name / "keys").mkdir(parents=True)
    places = [f"ast{name}dir => {folder}/{name}" for name in FOLDERS]
    places += [f"astetcdir => {configuration}", f"astmoddir => {files()}/usr/{LIBRARIES}/asterisk/modules"]
    places += [f"astdatadir => {files()}/usr/share/asterisk"]
    texts = {
        "asterisk.conf": "\n".join(["[directories]", *places, "[options]"]),
        "extensions.conf": extensions,
        "http.conf": f"[general]\nenabled=yes\nbindaddr={LOOPBACK}\nbindport={port}",
        "logger.conf": "[general]\n[logfiles]\nconsole => notice,warning,error",
        "modules.conf": "\n".join(["[modules]", "autoload=no", *(f"load={name}.so" for name in MODULES)]),
        "pjsip.conf": pjsip,
        "rtp.conf": "[general]\nrtpstart=20000\nrtpend=29999\nicesupport=yes",
    }
    for name, text in texts.items():
        (configuration / name).write_text(text + "\n", "utf-8")
