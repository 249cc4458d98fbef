"""jscomm-scaffold preview: what it shows, and that nothing of it stays."""
