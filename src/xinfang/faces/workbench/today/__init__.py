"""The first page: due today, late, coming, returned to me."""
