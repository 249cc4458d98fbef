"""Lets ``python -m jscomm_scaffold`` run the command line."""

from jscomm_scaffold.cli import main

main()
