"""Campaigns of receptions: their list, one with its figures, a new one."""
