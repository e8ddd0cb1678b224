"""xinfang: the working system of a letters-and-visits office (信访办)."""
