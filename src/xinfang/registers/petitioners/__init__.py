"""People who write or come: encrypted, masked, merged; never a score, never a list of persons to watch."""
