"""A person's own defaults: what cookiecutter's and git's configuration say of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

from jscomm_scaffold.errors import AnswersFileError

_HINT = "It is cookiecutter's user configuration, whose default_context gives your own defaults."


def own_defaults(names: Collection[str]) -> Mapping[str, str]:
    """Find the person's own defaults for the questions ``names``.

    ``default_context`` of cookiecutter's user configuration
    (https://cookiecutter.readthedocs.io/en/stable/advanced/user_config.html) counts first;
    the author is else git's ``user.name``.
    """
    found = {name: value for name, value in _cookiecutter().items() if name in names}
    if "author" in names and "author" not in found:
        found["author"] = _git_name()
    return {name: value for name, value in found.items() if value}


def _cookiecutter() -> Mapping[str, str]:
    # expanduser, unlike Path.home, is no error for a user without a home.
    path = Path(os.environ.get("COOKIECUTTER_CONFIG") or os.path.expanduser("~/.cookiecutterrc"))  # noqa: PTH111
    # Unlike path.is_file, this is no error for a user who may not look into that home.
    if not os.path.isfile(path):  # noqa: PTH113
        return {}
    # Its imports cost more than a whole run: they wait until there is something to read.
    from cookiecutter.config import get_user_config
    from cookiecutter.exceptions import CookiecutterException

    try:
        context = get_user_config(str(path))["default_context"]
    except (CookiecutterException, OSError, ValueError) as fault:
        raise AnswersFileError(f"{path} cannot be read: {str(fault).rstrip('.')}.", _HINT) from fault
    if context and not isinstance(context, Mapping):
        raise AnswersFileError(f"{path} cannot be used: default_context must map names to answers.", _HINT)
    return {str(name): str(value) for name, value in (context or {}).items()}


def _git_name() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    answer = subprocess.run(  # noqa: S603  a fixed command
        [git, "config", "--get", "user.name"], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return answer.stdout.strip()
