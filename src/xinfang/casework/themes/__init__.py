"""Which special topics a matter belongs to: a topic proposes itself, a person confirms."""
