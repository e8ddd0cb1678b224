"""Plain Python: rules that need no database, tested in milliseconds."""
