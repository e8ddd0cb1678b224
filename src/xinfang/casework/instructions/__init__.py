"""Instructions (批示): what a leader, or a higher level, tells a unit to do by a day; never lost."""
