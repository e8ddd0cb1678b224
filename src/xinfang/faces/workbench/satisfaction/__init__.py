"""What petitioners think: the ratings of one's own units, and call-backs on a case."""
