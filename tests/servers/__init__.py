"""Real servers for the tests: WordPress, a SIP server and a browser, all on loopback."""
