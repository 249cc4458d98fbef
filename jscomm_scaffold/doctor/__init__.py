"""``jscomm-scaffold doctor``: does what a phone does, step by step, and says in words where it ends.

``endpoint`` asks the site for a session, ``connection`` reaches the server, ``upgrade`` opens the
WebSocket, ``registration`` speaks SIP over it, ``turn`` asks for a relay. ``suspicions`` tries again
in another way where an answer alone tells too little. What each finds goes into a ``findings.Chart``.
"""
