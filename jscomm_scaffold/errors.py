"""Everything that can go wrong, as one tree; each leaf has an exit code and a hint.

::

    ScaffoldError
    ├── UserError                  something that was asked for cannot be
    │   ├── AnswerError        3   an answer is missing or cannot be used
    │   ├── AnswersFileError   3   the file of answers cannot be read
    │   └── DestinationError   4   the destination holds something already
    ├── MachineError               this machine does not let us
    │   ├── WriteError         5   the plugin cannot be written there, or the report not to stdout
    │   ├── DownloadError      9   a file cannot be fetched, or is not the one that was pinned
    │   ├── PreviewError       10  what a preview wants is not here, or has ended
    │   └── IncompleteInstallError 7   a part of this installation is missing
    ├── Diagnosis                  what the doctor finds wrong with a server
    │   ├── UnreachableError   20  no such host, or nothing answers at its port
    │   ├── TlsError           21  no TLS, or a certificate that no browser takes
    │   ├── DroppedError       22  the connection was closed without an answer
    │   ├── SilentError        23  the connection stands, and no answer comes
    │   ├── RefusedError       24  an HTTP answer that is no WebSocket
    │   ├── OriginRefusedError 25  the pages of this site may not connect
    │   ├── SubprotocolError   26  a WebSocket, but not for SIP
    │   ├── ClockError         27  the clocks differ, or the token has expired
    │   ├── RegistrationError  28  SIP said no
    │   ├── EndpointError      29  the site gives no session
    │   └── TurnError          30  no TURN allocation
    └── TemplateError          6   a template is wrong: a bug of ours

0 is success, 1 an unforeseen error (with its traceback), 2 a wrong command line,
8 a token that is wrong (``token inspect`` and ``token verify``), 130 an interruption.
"""

from __future__ import annotations


class ScaffoldError(Exception):
    """The root: a message for people, what to do about it, and an exit code."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UserError(ScaffoldError):
    """Something that was asked for cannot be."""


class AnswerError(UserError):
    """An answer is missing or cannot be used."""

    exit_code = 3


class AnswersFileError(UserError):
    """The file of answers cannot be read."""

    exit_code = 3


class DestinationError(UserError):
    """The destination holds something already."""

    exit_code = 4


class MachineError(ScaffoldError):
    """The machine does not let us."""


class WriteError(MachineError):
    """The plugin cannot be written there, or the report not to stdout."""

    exit_code = 5


class DownloadError(MachineError):
    """A file cannot be fetched, or is not the one that was pinned."""

    exit_code = 9


class IncompleteInstallError(MachineError):
    """A part of this installation is missing."""

    exit_code = 7


class PreviewError(MachineError):
    """What a preview wants is not here, or has ended."""

    exit_code = 10


class TemplateError(ScaffoldError):
    """A template is wrong: a bug of ours."""

    exit_code = 6


class Diagnosis(ScaffoldError):  # noqa: N818  the doctor's word for it
    """What the doctor finds wrong with a server; the hint says what to do about it."""


class UnreachableError(Diagnosis):
    """No such host, or nothing answers at its port."""

    exit_code = 20


class TlsError(Diagnosis):
    """No TLS, or a certificate that no browser takes."""

    exit_code = 21


class DroppedError(Diagnosis):
    """The connection was closed without an answer."""

    exit_code = 22


class SilentError(Diagnosis):
    """The connection stands, and no answer comes."""

    exit_code = 23


class RefusedError(Diagnosis):
    """An HTTP answer that is no WebSocket."""

    exit_code = 24


class OriginRefusedError(Diagnosis):
    """The pages of this site may not connect."""

    exit_code = 25


class SubprotocolError(Diagnosis):
    """A WebSocket, but not for SIP."""

    exit_code = 26


class ClockError(Diagnosis):
    """The clocks differ, or the token has expired."""

    exit_code = 27


class RegistrationError(Diagnosis):
    """SIP said no."""

    exit_code = 28


class EndpointError(Diagnosis):
    """The site gives no session."""

    exit_code = 29


class TurnError(Diagnosis):
    """No TURN allocation."""

    exit_code = 30
