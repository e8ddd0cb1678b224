"""Writing to the office on the web: one thing a page, kept as it goes, checked at the end, a receipt."""
