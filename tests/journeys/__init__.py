"""A package, so that its one browser is gone before other tests come (conftest.py)."""
