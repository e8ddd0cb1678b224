"""Letters of a matter: written, read, signed and sealed."""
