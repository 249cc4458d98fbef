"""``jscomm-scaffold preview``: shows the phone of an output in a browser, with nothing to set up.

``output`` reads what DIR is, ``workshop`` holds everything that has to end with the preview,
``telephony`` runs a SIP server for it, and ``sites`` has a module for each target. DIR itself is
never changed: a copy of it is shown. Everything listens on the loopback interface only.
"""
