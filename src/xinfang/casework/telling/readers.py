"""Who inside may be told of which matters: by post and right, and only of what they may see."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xinfang.casework.petitions.models import Matter
from xinfang.registers.staff.models import User
from xinfang.registers.staff.queries import nearest
from xinfang.registers.staff.scope import scope_of

__all__ = ["readers"]

Seats = Iterable[tuple[int, str]]


def readers(matters: Sequence[Matter], seats: Seats, day: date) -> Iterator[tuple[int, set[int]]]:
    """(account id, the matters it may be told of) for those who hold a right at a unit, or above it when
    nobody there does.

    A notice names a number: of an accusation only those are told who may open it, at the unit or anywhere
    above (条例 2022, 30).
    """
    seats = list(seats)
    confined = {matter.pk for matter in matters if matter.confined}
    found: dict[int, set[int]] = {}
    if plain := {matter.pk for matter in matters} - confined:
        for pk in _holders(seats, day, all_above=False):
            found.setdefault(pk, set()).update(plain)
    if confined:
        for pk, user in _holders(seats, day, all_above=True).items():
            seen = Matter.objects.visible_to(scope_of(user, day)).filter(pk__in=confined)
            found.setdefault(pk, set()).update(seen.values_list("pk", flat=True))
    return ((pk, mine) for pk, mine in sorted(found.items()) if mine)


def _holders(seats: Seats, day: date, *, all_above: bool) -> dict[int, User]:
    users: dict[int, User] = {}
    for unit, permission in seats:
        held = nearest([unit], permission, day, all_above=all_above)
        users |= {user.pk: user for user in held.get(unit, [])}
    return users
