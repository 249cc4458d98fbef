"""The generated WordPress plugin, by itself and in a real WordPress."""
