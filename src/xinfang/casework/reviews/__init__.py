"""Review (复查) and re-review (复核) of an opinion by the next level up, with their hearings."""
