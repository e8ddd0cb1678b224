"""Information up the four levels and down: reports, numbered items to the higher office, circulars."""
