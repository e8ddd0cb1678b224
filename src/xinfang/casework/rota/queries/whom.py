"""Who may receive in the plan of a unit, who does, and what each is entered with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from xinfang.casework.rota.models import DayState, ReceptionDay
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User
from xinfang.registers.staff.queries import holders

__all__ = ["Proposed", "house", "planned_leaders", "proposed", "receivers"]


@dataclass(frozen=True)
class Proposed:
    """What a leader is entered with: as the last plan has it, or the account's own post and name."""

    leader_id: int
    post: str
    name: str
    place: str = ""
    from_time: time = time(9)
    to_time: time = time(12)


def proposed(leaders: Iterable[int]) -> dict[int, Proposed]:
    """What each leader is entered with, by account."""
    ids = list(leaders)
    found = {
        user.pk: Proposed(user.pk, user.title, user.get_full_name())
        for user in User.objects.filter(pk__in=ids)
    }
    last = ReceptionDay.objects.filter(leader_id__in=ids).order_by("leader_id", "-day", "-pk")
    for row in last.distinct("leader_id"):
        given = (row.post, row.name, row.place, row.from_time, row.to_time)
        found[row.leader_id] = Proposed(row.leader_id, *given)
    return found


def house(unit_id: int) -> list[int]:
    """A unit and all below it: where a leader is posted whom its plan takes."""
    top = Unit.objects.get(pk=unit_id).path
    return list(Unit.objects.filter(path__startswith=top).values_list("pk", flat=True))


def receivers(unit_id: int, day: date, *, of: Collection[int] | None = None) -> list[tuple[int, str]]:
    """Who may receive on the days of a unit: the leaders posted in it or below it (or in one of `of`), whom
    its plan takes and no others, and the heads of the unit itself."""
    within = house(unit_id) if of is None else of
    users = [*holders("instruct", day, within), *holders("approve", day, [unit_id])]
    return list({user.pk: str(user) for user in users}.items())


def planned_leaders(unit_id: int, day: date) -> list[tuple[int, str]]:
    """Who has days to come, from a day on, in the plans of a unit, wherever they are posted by now."""
    rows = ReceptionDay.objects.filter(plan__unit_id=unit_id, day__gte=day, state=DayState.PLANNED)
    found = rows.select_related("leader").order_by("leader_id").distinct("leader_id")
    return [(row.leader_id, str(row.leader)) for row in found]
