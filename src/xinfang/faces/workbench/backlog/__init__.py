"""The backlog's lists, cases, and the leader's own cases."""
