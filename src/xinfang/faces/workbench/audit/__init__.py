"""Who did or read what: the auditor's page."""
