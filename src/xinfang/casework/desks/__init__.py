"""On whose desk letters lie, what pages show of them, and the old papers that somebody enters."""
