"""The office's own door: clerks, handlers, heads, leaders, statisticians."""
