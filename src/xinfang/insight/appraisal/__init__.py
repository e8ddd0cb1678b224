"""Yearly appraisal of units: targets, a card a unit from measures of work, objection and correction."""
