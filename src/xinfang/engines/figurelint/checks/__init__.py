"""The checks; each takes sentences and yields faults, and stays silent when it is unsure."""
