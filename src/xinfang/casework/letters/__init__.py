"""Documents issued on a matter: kind, number, text, date."""
