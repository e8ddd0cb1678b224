"""The life of a petition."""
