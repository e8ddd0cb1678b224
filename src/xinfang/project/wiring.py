"""Event -> reactions: the one table of who hears of what. Read it from top to bottom."""

from xinfang.casework.petitions import events as petitions
from xinfang.registers.calendars import events as calendars

__all__ = ["AFTER", "WITHIN"]

# In the publisher's own transaction: legal consequences that must not be lost (ADR 0005).
WITHIN: dict[type, list[str]] = {
    petitions.MattersOpened: ["xinfang.casework.deadlines.reactions.start_clocks"],
    petitions.MattersRouted: ["xinfang.casework.deadlines.reactions.meet_routing"],
    petitions.MattersConcluded: ["xinfang.casework.deadlines.reactions.meet_all"],
    petitions.MattersReverted: ["xinfang.casework.deadlines.reactions.end_all"],
    calendars.CalendarChanged: ["xinfang.casework.deadlines.reactions.count_again"],
}

# After commit: what may be tried again.
AFTER: dict[type, list[str]] = {}
