"""What petitioners think of how they were treated, and whether it is over."""
