"""Yearly appraisal: targets, cards a unit, objections, checks of opinions."""
