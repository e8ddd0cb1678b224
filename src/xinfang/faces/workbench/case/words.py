"""What happened, in words. An unknown verb is shown as the table calls it, or as stored; never hidden."""

from dataclasses import dataclass
from datetime import datetime

from xinfang.casework.petitions.queries import TimelineRow
from xinfang.faces.workbench.case.told import LABELS, VERBS

__all__ = ["Happened", "happened"]

# What petitioners did themselves on the portal: nobody of the office, and not the system either.
CITIZENS = {"add_information", "ask_withdrawal", "consent", "withdraw_consent", "rate"}


@dataclass(frozen=True)
class Happened:
    """One line of the timeline. `system` marks what no person did."""

    at: datetime
    words: str
    icon: str
    who: str
    unit: str
    note: str
    system: bool


def happened(row: TimelineRow) -> Happened:
    """A stored line in words."""
    verb = VERBS.get(row.verb)
    return Happened(
        at=row.at,
        words=str(verb.words(row.data)) if verb else str(LABELS.get(row.verb, row.verb)),
        icon=verb.icon if verb else "dot",
        who=row.actor,
        unit=row.unit,
        note=row.note,
        system=row.actor_id is None and row.verb not in CITIZENS,
    )
