"""Who has a matter: forwarded or assigned, objected to, returned, led and helped with."""
