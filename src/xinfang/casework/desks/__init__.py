"""On whose desk the letters of a matter lie, what pages show of them; and the old papers that somebody enters."""
