"""Whose unit owes what a clock waits for, and which right it takes to do it there."""

from xinfang.casework.acts.queries import seat_units
from xinfang.casework.petitions.models import Matter

__all__ = ["OWED", "owing_units"]

# Family -> (seat, permission). Families that are not here are nobody's legal duty: rights of the unit or of
# the petitioner, and an office's own targets.
OWED: dict[str, tuple[str, str]] = {
    "route": ("office", "route"),
    "report_up": ("office", "route"),
    "notify": ("unit", "handle"),
    "pass_on": ("unit", "handle"),
    "simple_accept": ("unit", "handle"),
    "simple_opinion": ("unit", "handle"),
    "handle": ("unit", "handle"),
    "redo": ("unit", "handle"),
    "feedback": ("unit", "handle"),
    "review_take": ("reviewer", "review"),
    "review": ("reviewer", "review"),
    "rereview": ("reviewer", "review"),
}


def owing_units(matter: Matter, family: str) -> set[int]:
    """The units that owe a clock of a family; the office, while a matter has no deciding unit."""
    seat, _permission = OWED[family]
    return seat_units(matter, seat) or seat_units(matter, "office")
