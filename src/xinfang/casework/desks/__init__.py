"""On whose desk the letters of a matter lie; and the old papers that somebody enters."""
