"""Statutory clocks: a versioned table with article numbers, and the dates that follow from it."""
