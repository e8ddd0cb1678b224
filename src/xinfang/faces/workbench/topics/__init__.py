"""Special topics: the list, one with its figures, opening one, confirming what belongs to it."""
