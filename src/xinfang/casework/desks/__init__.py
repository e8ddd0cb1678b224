"""On whose desk the letters of a matter lie: to be signed, sent back, under way, to be served."""
