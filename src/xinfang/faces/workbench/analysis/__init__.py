"""Analysis in a browser: a measure by two dimensions, by month, by place; kept views; files and pictures."""
