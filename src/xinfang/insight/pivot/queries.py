"""Reading kept views."""

from uuid import UUID

from django.db.models import Q

from xinfang.insight.pivot.models import AnalysisView
from xinfang.registers.staff.scope import Scope

__all__ = ["view_of", "views_of"]


def views_of(scope: Scope) -> list[AnalysisView]:
    """The actor's own views, then those shared with the actor's unit."""
    shared = Q(unit_id=scope.actor.unit_id, unit__isnull=False)
    found = AnalysisView.objects.filter(Q(owner_id=scope.actor.user_id) | shared).order_by("kept_at", "pk")
    return sorted(found, key=lambda view: view.owner_id != scope.actor.user_id)


def view_of(scope: Scope, uid: UUID) -> AnalysisView | None:
    """One of them."""
    return next((view for view in views_of(scope) if view.uid == uid), None)
