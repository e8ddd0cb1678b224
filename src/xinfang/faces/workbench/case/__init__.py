"""One matter: identity bar, next step, timeline, people, files."""
