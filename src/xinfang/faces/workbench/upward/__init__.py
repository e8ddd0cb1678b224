"""Notices of visits to higher levels: counts, and whether the matter here was handled as it should be."""
