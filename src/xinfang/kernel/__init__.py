"""Plumbing: audit, events, errors, clock, keys, the embedded database. Knows no public-sector noun."""
