"""Information up the four levels, numbered items, circulars down."""
