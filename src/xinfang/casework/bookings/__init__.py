"""Places that people book at a reception day of leaders (领导接访预约), and how they hear of a change."""
