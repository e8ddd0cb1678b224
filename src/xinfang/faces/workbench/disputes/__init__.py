"""Objections that wait for an answer, disputes that wait for a ruling."""
