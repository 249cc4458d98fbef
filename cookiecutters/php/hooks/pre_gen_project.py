"""Stops plain cookiecutter where only jscomm-scaffold can do what was asked."""

import sys

if "[= cookiecutter.phone =]" == "jscommunicator":
    sys.exit("JSCommunicator's own files are fetched and checked by: jscomm-scaffold php --phone jscommunicator")
