"""The life of a petition: arrival, matter, clock, letter."""
