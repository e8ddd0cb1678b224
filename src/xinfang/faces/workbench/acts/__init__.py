"""One page an act: what is asked, what is done; every room's acts are offered here (offered.py)."""
