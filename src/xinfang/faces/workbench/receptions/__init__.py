"""Reception days: the plan on one screen, notices with their places, the desk of a day, each arrival."""
