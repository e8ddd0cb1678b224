"""Plans, days and arrivals in the actor's scope; whether others exist is not told."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from xinfang.casework.receptions import queries
from xinfang.casework.receptions.queries import Arrival, ReceptionDay, ReceptionPlan
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["arrival_of", "by_script", "day_of", "holds", "plan_of", "refuse_unseen"]


def plan_of(request: HttpRequest, pk: int) -> ReceptionPlan:
    """A plan in scope."""
    return _there(queries.plan_in(request.scope, pk))  # type: ignore[attr-defined]


def day_of(request: HttpRequest, pk: int) -> ReceptionDay:
    """A day in scope."""
    return _there(queries.day_in(request.scope, pk))  # type: ignore[attr-defined]


def arrival_of(request: HttpRequest, pk: int) -> Arrival:
    """An arrival of a day in scope."""
    return _there(queries.arrival_in(request.scope, pk))  # type: ignore[attr-defined]


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


def holds(scope: Scope, permission: str, unit_id: int) -> bool:
    """Whether the actor holds a right in the unit whose reception it is."""
    return scope.holds(permission, unit_id)


def by_script(request: HttpRequest) -> bool:
    """Whether the desk's script asks, which goes on by itself: it is answered without a page."""
    return request.headers.get("X-Sent-By") == "desk"


def refuse_unseen(scope: Scope, *, visit: str = "", number: str = "") -> None:
    """Refuse the number of a visit or a matter that the actor cannot see, as if it were nobody's."""
    if visit.strip() and not queries.may_tie(scope, visit):
        raise Refusal(problems=[Problem("visit", _("没有这个编号的来访登记，请核对。"))])
    if number.strip() and not queries.open_matter(scope, number):
        raise Refusal(problems=[Problem("number", _("没有这个编号，请对照回执核对；没有的可以不填。"))])
