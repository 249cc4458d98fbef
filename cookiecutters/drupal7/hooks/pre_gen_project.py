"""Stops plain cookiecutter where only jscomm-scaffold can do what was asked."""

import sys

if "[= cookiecutter.phone =]" == "jscommunicator":
    sys.exit("JSCommunicator is fetched and checked by: jscomm-scaffold drupal --core 7 --phone jscommunicator")
