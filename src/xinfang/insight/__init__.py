"""Reads across: figures and search; writes only its own tables."""
