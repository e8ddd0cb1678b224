"""Petition (信访件, one arrival), Matter (信访事项, the unit of work), who took part, what happened."""
