"""Reports from the register: month, quarter, year, topic, and the yearbook chapter."""
