"""The floor's tables: explicit imports of its rooms' models."""
