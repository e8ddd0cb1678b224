"""What an actor may see: the units of the postings in force and all below them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from xinfang.kernel.actor import Actor
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User
from xinfang.registers.staff.roles import DISTRICT_WIDE, ROLES

__all__ = ["Scope", "acting_unit", "scope_for", "scope_of", "whole", "with_house"]


@dataclass(frozen=True)
class Scope:
    """Rights by unit. `units` maps a permission to the ids of the units in which it holds; None: everywhere.

    `posted_under` holds the units of the postings and all above them: an accusation against any of these
    is an accusation against the actor's own house, and is never shown to the actor.
    """

    actor: Actor
    units: dict[str, frozenset[int]] | None
    roles: tuple[str, ...] = ()
    posted_under: frozenset[int] = frozenset()

    def may(self, permission: str) -> bool:
        """Whether the actor holds a permission in any unit."""
        return self.units is None or bool(self.units.get(permission))

    def holds(self, permission: str, unit_id: int | None) -> bool:
        """Whether the actor holds a permission in one unit."""
        return self.units is None or unit_id in self.units.get(permission, frozenset())

    def reach(self, permission: str) -> frozenset[int] | None:
        """The unit ids in which a permission holds; None means every unit."""
        return None if self.units is None else self.units.get(permission, frozenset())

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) of every right and its units: another where anything of them changed."""
        units = None if self.units is None else {key: sorted(ids) for key, ids in self.units.items()}
        told = json.dumps([units, sorted(self.posted_under)], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def acting_unit(scope: Scope, permission: str) -> int:
    """In whose name an actor does what a permission allows: the first posting's unit where it holds there,
    else the first unit of a posting that has it. 0 for an account that is posted nowhere."""
    own = scope.actor.unit_id or 0
    if scope.holds(permission, own):
        return own
    reach = scope.reach(permission) or frozenset()
    return min(reach & scope.posted_under, default=0)


def scope_of(user: User, day: date, *, origin: str = "", request_id: str = "") -> Scope:
    """The scope of an account on a day: three queries, whatever the number of postings."""
    postings = list(user.postings.in_force(day).select_related("unit").order_by("pk"))
    below = _below({posting.unit.path for posting in postings})
    units: dict[str, set[int]] = {}
    for posting in postings:
        ids = [pk for pk, path in below if path.startswith(posting.unit.path)]
        rights = ROLES[posting.role].permissions if posting.role in ROLES else frozenset()
        for permission in rights if posting.unit.depth == 1 else rights - DISTRICT_WIDE:
            units.setdefault(permission, set()).update(ids)
    first = postings[0].unit if postings else None
    actor = Actor(user.pk, str(user), first.pk if first else None, str(first or ""), origin, request_id)
    frozen = {permission: frozenset(ids) for permission, ids in units.items()}
    roles = tuple(dict.fromkeys(posting.role for posting in postings))
    return Scope(actor, frozen, roles, _at_and_above({posting.unit.path for posting in postings}))


def scope_for(actor: Actor, at: datetime) -> Scope:
    """The scope of an actor at a moment; a machine or a citizen, without account, sees nothing."""
    user = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    return scope_of(user, timezone.localdate(at)) if user else Scope(actor, {})


def whole(actor: Actor) -> Scope:
    """Every unit and right: for the command line, which runs as the machine's administrator."""
    return Scope(actor, None, ())


def with_house(scope: Scope, unit: Unit) -> Scope:
    """The same reach, with a unit and all above it as own house: what is told to those who work there."""
    return Scope(scope.actor, scope.units, scope.roles, scope.posted_under | _at_and_above({unit.path}))


def _at_and_above(paths: set[str]) -> frozenset[int]:
    chain = {path[:end] for path in paths for end in range(Unit.steplen, len(path) + 1, Unit.steplen)}
    return (
        frozenset(Unit.objects.filter(path__in=chain).values_list("pk", flat=True)) if chain else frozenset()
    )


def _below(paths: set[str]) -> list[tuple[int, str]]:
    tops = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return [
        row for top in tops for row in Unit.objects.filter(path__startswith=top).values_list("pk", "path")
    ]
