"""What happened, in words. An unknown verb is shown as the table calls it, or as stored; never hidden."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.petitions.queries import TimelineRow
from xinfang.faces.workbench.history.told import LABELS, VERBS

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


def _words(row: TimelineRow) -> str:
    verb = VERBS.get(row.verb)
    words = str(verb.words(row.data)) if verb else str(LABELS.get(row.verb, row.verb))
    entered = parse_datetime(str(row.data.get("entered_at", "")))
    if entered is None:
        return words
    day = date_format(timezone.localdate(entered), _("Y年n月j日"))
    return words + _("（纸上办理，%(day)s补录）") % {"day": day}


def happened(row: TimelineRow) -> Happened:
    """A stored line in words."""
    verb = VERBS.get(row.verb)
    return Happened(
        at=row.at,
        words=_words(row),
        icon=verb.icon if verb else "dot",
        who=row.actor,
        unit=row.unit,
        note=row.note,
        system=row.actor_id is None and row.verb not in CITIZENS,
    )
