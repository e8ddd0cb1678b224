"""One cell per channel: what a clerk fills in, what the law asks, the receipt."""
