"""What a whole run costs, as a ratio to starting Python: ``python benchmarks/generation.py``.

Every round runs each command once, in turn, so that a busy machine slows all of them alike;
a number is the median over the rounds of time divided by that of ``python -c pass`` in the
same round. "cookiecutter's generator" is the road not taken: its ``generate_files`` called in
a private folder, then one rename.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "cookiecutters" / "wordpress"
PYTHON = [sys.executable]
GENERATOR = f"""
import json, os, tempfile
from cookiecutter.generate import generate_files
context = json.load(open({str(TEMPLATE / "cookiecutter.json")!r}))
context.update(slug="web-phone", namespace="WebPhone", licence="MIT", __prefix="web_phone", __constant="WEB_PHONE")
private = tempfile.mkdtemp(dir=".")
made = generate_files({str(TEMPLATE)!r}, {{"cookiecutter": context}}, private, accept_hooks=False)
os.rename(made, "web-phone")
"""
COMMANDS = {
    "python -c pass": [*PYTHON, "-c", "pass"],
    "jscomm-scaffold --version": [*PYTHON, "-m", "jscomm_scaffold", "--version"],
    "jscomm-scaffold wordpress --yes": [*PYTHON, "-m", "jscomm_scaffold", "wordpress", "--yes"],
    "cookiecutter's generator": [*PYTHON, "-c", GENERATOR],
    "cookiecutter --no-input": [*PYTHON, "-m", "cookiecutter", "--no-input", str(TEMPLATE)],
}


def seconds(command: list[str]) -> float:
    """Run ``command`` in an empty folder: its wall time in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin


def main() -> None:
    """Measure and print a table."""
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(ROUNDS)]
    for name in COMMANDS:
        ratio = statistics.median(one[name] / one["python -c pass"] for one in rounds)
        print(f"{ratio:6.1f}  {name}")


if __name__ == "__main__":
    main()
