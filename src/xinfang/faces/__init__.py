"""Doors to people and machines, blind to one another."""
