"""For which unit somebody acts who works at several."""

from collections.abc import Callable

from django.utils import timezone

from xinfang.casework.acts.queries import seat_units
from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import row_for
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

__all__ = ["issuer_of"]


def issuer_of(event: MattersMoved) -> Callable[[Matter, str], int]:
    """Who sends a matter that stood in a state: where the actor holds the act's seat, the highest of several.

    Not the actor's first posting: whoever works at a street and at the office routes for the office.
    """
    day = timezone.localdate(event.at)
    user = User.objects.filter(pk=event.by_user).first() if event.by_user else None
    scope = scope_of(user, day) if user else None
    paths = dict(Unit.objects.values_list("pk", "path")) if scope else {}

    def of(matter: Matter, before: str) -> int:
        row = row_for(before, event.verb, matter.purpose, day)
        posts = scope.posted_under & (scope.reach(row.permission) or frozenset()) if scope else ()
        seats = [paths[unit] for unit in seat_units(matter, row.seat)] if posts else []
        above = [pk for pk in posts if any(seat.startswith(paths[pk]) for seat in seats)]
        return min(above, key=paths.__getitem__) if above else event.by_unit or matter.registered_unit_id

    return of
