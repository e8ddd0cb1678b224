"""Review and re-review: the reviewer's lists, and one request with all that decides it."""
