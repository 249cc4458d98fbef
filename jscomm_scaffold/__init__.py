"""Writes ready-to-edit CMS plugins that put a WebRTC SIP phone into a web site."""

__version__ = "0.1.0"
