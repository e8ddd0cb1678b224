"""How far one act reaches."""

__all__ = ["LIMIT"]

LIMIT = 5000  # matters, of those ticked or of all that a list finds
