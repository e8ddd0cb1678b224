"""Settings, URLs, and the one table of who reacts to what."""
