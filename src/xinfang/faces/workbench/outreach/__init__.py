"""Visits down with a case, and sweeps."""
