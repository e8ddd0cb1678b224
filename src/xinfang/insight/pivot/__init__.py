"""Analysis: a measure by two dimensions, by month beside last year, by place; views that people keep."""
