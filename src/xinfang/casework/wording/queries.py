"""Standard sentences and Word templates, as those who write see them."""

from django.db.models import Q, QuerySet

from xinfang.casework.wording.models import TextModule, WordTemplate
from xinfang.registers.staff.scope import Scope

__all__ = ["modules_for", "templates"]


def modules_for(scope: Scope, initials: str = "") -> "QuerySet[TextModule]":
    """The actor's own sentences, the unit's and everybody's, by the beginning of their initials."""
    mine = Q(owner_id=scope.actor.user_id, owner__isnull=False)
    units = Q(unit_id=scope.actor.unit_id, unit__isnull=False)
    found = TextModule.objects.filter(mine | units | Q(owner=None, unit=None))
    return found.filter(initials__startswith=initials.lower()).order_by("owner", "unit", "title")


def templates() -> dict[str, WordTemplate]:
    """The office's own Word templates, by form or kind."""
    return {each.key: each for each in WordTemplate.objects.order_by("key")}
