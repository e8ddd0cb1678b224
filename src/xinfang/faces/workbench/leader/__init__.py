"""The leader's page, made for a telephone: what waits, reception days, what was instructed, the figures."""
