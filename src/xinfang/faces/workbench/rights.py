"""Rights that stand for a kind of work."""

__all__ = ["WORKS_ON_CASES"]

WORKS_ON_CASES = "reveal_people"  # held by all who work on cases, and by nobody who only reads them
