"""Instructions (批示): lists by age, one instruction, a new one."""
