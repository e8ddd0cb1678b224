"""Whose plans an actor sees, and where the actor may do something with them."""

from django.db.models import Q, QuerySet

from xinfang.casework.rota.models import ReceptionPlan
from xinfang.registers.staff.scope import Scope

__all__ = ["seen", "where"]


def seen(scope: Scope) -> QuerySet[ReceptionPlan]:
    """The plans of the units that an actor sees."""
    reach = scope.reach("see_matters")
    found = ReceptionPlan.objects.select_related("unit")
    return found if reach is None else found.filter(unit_id__in=reach)


def where(scope: Scope, permission: str, column: str = "unit_id") -> Q:
    """The units, in a column, in which the actor has a permission."""
    if not scope.may(permission):
        return Q(pk__in=[])
    reach = scope.reach(permission)
    return Q() if reach is None else Q(**{f"{column}__in": reach})
