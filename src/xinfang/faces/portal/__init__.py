"""The citizens' door: no account, plain words."""
