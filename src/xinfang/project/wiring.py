"""Event -> reactions: the one table of who hears of what. Read it from top to bottom."""

from xinfang.casework.backlog import events as backlog
from xinfang.casework.deadlines import events as deadlines
from xinfang.casework.instructions import events as instructions
from xinfang.casework.intake import events as intake
from xinfang.casework.letters import events as letters
from xinfang.casework.petitions import events as petitions
from xinfang.casework.satisfaction import events as satisfaction
from xinfang.registers.calendars import events as calendars

__all__ = ["AFTER", "WITHIN"]

# In the publisher's own transaction: legal consequences that must not be lost (ADR 0005).
WITHIN: dict[type, list[str]] = {
    petitions.MattersMoved: [
        "xinfang.casework.assignments.reactions.keep_books",
        "xinfang.casework.deadlines.reactions.keep_time",
        "xinfang.casework.satisfaction.reactions.follow_up",
        "xinfang.casework.letters.reactions.keep_slips",
        "xinfang.casework.reviews.reactions.keep_books",
        "xinfang.casework.themes.reactions.propose",
        "xinfang.casework.supervision.reactions.tell_withdrawn",
        "xinfang.casework.instructions.reactions.tell_withdrawn",
        "xinfang.casework.telling.reactions.tell",  # last: it tells what the others have written
    ],
    petitions.ActsUndone: [
        "xinfang.casework.assignments.reactions.forget",
        "xinfang.casework.deadlines.reactions.run_on",
        "xinfang.casework.letters.reactions.void_slips",
        "xinfang.casework.telling.reactions.forget",
    ],
    intake.RaisedAgain: [
        "xinfang.casework.deadlines.reactions.raised_again",
        "xinfang.casework.backlog.reactions.raised_again",
    ],
    letters.DocumentMoved: [
        "xinfang.casework.reviews.reactions.read_letter",
        "xinfang.casework.supervision.reactions.keep_orders",
        "xinfang.casework.telling.reactions.sign",
    ],
    instructions.InstructionMoved: [
        "xinfang.casework.receptions.reactions.keep_orders",
        "xinfang.casework.receptions.reactions.ask_view_anew",
    ],
    backlog.CaseMoved: ["xinfang.casework.charge.reactions.listed"],
    petitions.PetitionerSpoke: ["xinfang.casework.telling.reactions.hear"],
    satisfaction.RatingsInvited: ["xinfang.casework.telling.reactions.invite"],
    satisfaction.Rated: ["xinfang.casework.telling.reactions.rated"],
    calendars.CalendarChanged: [
        "xinfang.casework.deadlines.reactions.count_again",
        "xinfang.casework.rota.reactions.tell_resting",
    ],
    deadlines.DaysMoved: ["xinfang.casework.telling.reactions.days_moved"],
}

# After commit: what may be tried again.
AFTER: dict[type, list[str]] = {}
