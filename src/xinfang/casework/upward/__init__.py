"""Visits to higher levels: counts from the notices received, and a look at our own handling."""
