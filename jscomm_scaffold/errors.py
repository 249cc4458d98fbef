"""Everything that can go wrong, as one tree; each leaf has an exit code and a hint.

::

    ScaffoldError
    ├── UserError                  something that was asked for cannot be
    │   ├── AnswerError        3   an answer is missing or cannot be used
    │   ├── AnswersFileError   3   the file of answers cannot be read
    │   └── DestinationError   4   the destination holds something already
    ├── MachineError               this machine does not let us
    │   ├── WriteError         5   the plugin cannot be written there, or the report not to stdout
    │   └── IncompleteInstallError 7   a part of this installation is missing
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


class IncompleteInstallError(MachineError):
    """A part of this installation is missing."""

    exit_code = 7


class TemplateError(ScaffoldError):
    """A template is wrong: a bug of ours."""

    exit_code = 6
