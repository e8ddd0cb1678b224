"""The audit: who did or read what, when, from where; append-only, kept by the database itself."""
