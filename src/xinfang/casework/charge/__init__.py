"""What a leader notes of an arrival, and whether the leader takes the matter in charge (我来包案)."""
