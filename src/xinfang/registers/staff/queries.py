"""Reading accounts, postings and saved views."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import Posting, SavedView, User
from xinfang.registers.staff.roles import ROLES
from xinfang.registers.staff.scope import Scope

__all__ = ["account_in", "accounts", "holders", "nearest", "posting_in", "view_of", "views_of"]


def views_of(scope: Scope) -> list[SavedView]:
    """The actor's own saved filters, then those shared with the actor's unit."""
    shared = Q(unit_id=scope.actor.unit_id, unit__isnull=False)
    found = list(
        SavedView.objects.filter(Q(owner_id=scope.actor.user_id) | shared).order_by("position", "pk")
    )
    return sorted(found, key=lambda view: view.owner_id != scope.actor.user_id)


def view_of(scope: Scope, uid: Any) -> SavedView | None:
    """One of `views_of`, by its uid."""
    return next((view for view in views_of(scope) if str(view.uid) == str(uid)), None)


def accounts(scope: Scope, day: date, text: str = "") -> Sequence[User]:
    """The accounts an administrator looks after, each with `.held`: its postings, those in force first.

    An administrator of the district looks after all; another one after those who are posted in own units
    only: whoever also works elsewhere is not theirs to shut or to give a new password.
    """
    found = _within(scope, day).order_by("-is_active", "username")
    if text.strip():
        found = found.filter(Q(username__icontains=text.strip()) | Q(title__icontains=text.strip()))
    postings = Posting.objects.select_related("unit").order_by("valid_to", "-valid_from", "pk")
    users: list[Any] = list(found.prefetch_related(Prefetch("postings", postings, to_attr="held")))
    for user in users:
        for posting in user.held:
            posting.holds = _holds(posting, day)
        user.held.sort(key=lambda posting: not posting.holds)
    return users


def account_in(scope: Scope, user_id: int, day: date) -> User | None:
    """One of `accounts`; None for all others, whether they exist or not."""
    return next((user for user in accounts(scope, day) if user.pk == user_id), None)


def posting_in(scope: Scope, posting_id: int, day: date) -> Posting | None:
    """A posting of one of `accounts`."""
    users = _within(scope, day)
    return Posting.objects.select_related("user", "unit").filter(pk=posting_id, user__in=users).first()


def holders(permission: str, day: date, units: Collection[int] | None = None) -> list[User]:
    """Who holds a permission on a day by a posting in one of the units (None: anywhere), in their order."""
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    held = Posting.objects.in_force(day).filter(role__in=roles, user__is_active=True)
    if units is not None:
        held = held.filter(unit__in=units)
    found = held.select_related("user", "unit").order_by("unit__path", "pk")
    return list({row.user_id: row.user for row in found}.values())


def nearest(
    unit_ids: Collection[int], permission: str, day: date, *, all_above: bool = False
) -> dict[int, list[User]]:
    """Who holds a permission at each unit; where nobody does, at the next unit above where somebody does.

    With `all_above` those of every unit above as well.
    """
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    held = Posting.objects.in_force(day).filter(role__in=roles, user__is_active=True)
    by_path: dict[str, dict[int, User]] = {}
    for posting in held.select_related("user", "unit").order_by("pk"):
        by_path.setdefault(posting.unit.path, {})[posting.user_id] = posting.user
    units = Unit.objects.filter(pk__in=unit_ids).values_list("pk", "path")
    return {pk: list(_at_or_above(path, by_path, all_above).values()) for pk, path in units}


def _at_or_above(path: str, by_path: dict[str, dict[int, User]], all_above: bool) -> dict[int, User]:
    found: dict[int, User] = {}
    for end in range(len(path), 0, -Unit.steplen):
        found = by_path.get(path[:end], {}) | found
        if found and not all_above:
            break
    return found


def _within(scope: Scope, day: date) -> QuerySet[User]:
    reach = scope.reach("manage_units")
    if reach is None or Unit.objects.filter(depth=1, pk__in=reach).exists():
        return User.objects.all()
    theirs = Posting.objects.in_force(day).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(theirs.filter(unit__in=reach)), ~Exists(theirs.exclude(unit__in=reach)))


def _holds(posting: Posting, day: date) -> bool:
    return posting.valid_from <= day and (posting.valid_to is None or posting.valid_to >= day)
