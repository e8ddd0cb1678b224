"""Event -> reactions: the one table of who hears of what. Read it from top to bottom."""

from xinfang.casework.petitions import events as petitions
from xinfang.registers.calendars import events as calendars

__all__ = ["AFTER", "WITHIN"]

# In the publisher's own transaction: legal consequences that must not be lost (ADR 0005).
WITHIN: dict[type, list[str]] = {
    petitions.MattersMoved: [
        "xinfang.casework.assignments.reactions.keep_books",
        "xinfang.casework.deadlines.reactions.keep_time",
        "xinfang.casework.letters.reactions.keep_slips",
        "xinfang.casework.reviews.reactions.keep_books",
    ],
    petitions.ActsUndone: [
        "xinfang.casework.assignments.reactions.forget",
        "xinfang.casework.deadlines.reactions.run_on",
        "xinfang.casework.letters.reactions.void_slips",
    ],
    calendars.CalendarChanged: ["xinfang.casework.deadlines.reactions.count_again"],
}

# After commit: what may be tried again.
AFTER: dict[type, list[str]] = {}
