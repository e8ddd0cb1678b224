"""Files: kept under their digest, sealed, with real type and scan state."""
