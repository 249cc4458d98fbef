"""Stops plain cookiecutter where only jscomm-scaffold can do what was asked, or where a name would be a path."""

import re
import sys

if not re.fullmatch("[A-Za-z0-9_-]+", "[= cookiecutter.slug | urlencode =]"):
    sys.exit("slug: a machine name has letters, digits, hyphens and underscores, and nothing else")

if "[= cookiecutter.phone =]" == "jscommunicator":
    sys.exit("JSCommunicator's own files are fetched and checked by: jscomm-scaffold static --phone jscommunicator")
