"""The backlog (积案): dated lists, a leader in charge of each case, plan, steps, one extension, result."""
