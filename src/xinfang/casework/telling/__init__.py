"""Who is told of what: petitioners by the ways they agreed to, staff inside; all through the outbox."""
