"""What the screen of the hall shows: numbers and rooms, never a name, a subject or a matter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from xinfang.casework.receptions.models import Arrival, DayState, PlanState, ReceptionDay

__all__ = ["Called", "board", "hall_days"]


@dataclass(frozen=True)
class Called:
    """A number, and the room it was called to; '' while it waits."""

    number: int
    room: str


def hall_days(day: date, unit_id: int | None = None) -> list[ReceptionDay]:
    """The receptions of a unit on a day, by default of the district; of one that another leader goes on
    with, what is left to call."""
    of: dict[str, int] = {"plan__unit_id": unit_id} if unit_id else {"plan__unit__depth": 1}
    rows = ReceptionDay.objects.filter(day=day, plan__state=PlanState.PUBLISHED, **of)
    rests = ReceptionDay.objects.filter(from_time=OuterRef("to_time"), day=OuterRef("day"))
    rests = rests.filter(rest_of=Coalesce(OuterRef("rest_of"), OuterRef("pk"))).exclude(pk=OuterRef("pk"))
    handed = Exists(rests.exclude(state=DayState.CANCELLED))
    left = Exists(Arrival.objects.filter(reception=OuterRef("pk"), result=""))
    shown = rows.exclude(state=DayState.CANCELLED).exclude(handed & ~left)
    return list(shown.order_by("from_time", "pk"))


def board(reception_id: int) -> tuple[list[Called], list[Called]]:
    """(called and being received, latest first; waiting, in order)."""
    rows = Arrival.objects.filter(reception_id=reception_id, result="")
    fields = ("number", "room")
    called = rows.filter(called_at__isnull=False).order_by("-called_at", "number").values_list(*fields)
    waiting = rows.filter(called_at=None).order_by("number").values_list(*fields)
    return [Called(*row) for row in called], [Called(*row) for row in waiting]
