"""The standing books: who, where, what, which day."""
