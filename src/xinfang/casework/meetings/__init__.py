"""Meetings of the leaders on petitions (专题研究): agenda, attendance, decisions, and what became of each."""
