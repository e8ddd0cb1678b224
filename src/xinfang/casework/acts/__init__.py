"""Acts of the workflow on matters: the one place that moves a matter from state to state."""
