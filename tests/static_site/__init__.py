"""The generated static site, without a browser."""
