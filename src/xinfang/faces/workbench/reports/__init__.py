"""Reports and the yearbook's chapter in a browser."""
