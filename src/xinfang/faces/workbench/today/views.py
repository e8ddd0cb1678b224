"""The first pages after signing in: what must be done today."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from xinfang.casework.assignments.queries import asked_to_help
from xinfang.casework.desks.queries import desk, unserved, waiting_for
from xinfang.casework.desks.together import untold_to
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.receptions.queries import awaited
from xinfang.faces.workbench.today.cards import cards_of
from xinfang.faces.workbench.worklist.columns import COLUMNS
from xinfang.faces.workbench.worklist.listing import lines
from xinfang.kernel import clock
from xinfang.registers.calendars.queries import next_rest_day
from xinfang.registers.staff.doors import OWN, door
from xinfang.registers.staff.scope import Scope

__all__ = ["begin", "today"]

SHOWN = 20
COLUMN_KEYS = ("people", "title", "step", "unit")
# Who may not see matters begins where the work is.
FIRST_PAGES = (
    ("manage_units", "workbench:settings"),
    ("read_audit", "workbench:audit"),
    ("see_information", "workbench:bulletins"),
)


@door(OWN)
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Where a person's work begins after signing in: a leader's on the leader's page, others' today."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return redirect("workbench:leader" if scope.roles[:1] == ("leader",) else "workbench:today")


@door(OWN)
def today(request: HttpRequest) -> HttpResponse:
    """What I sign and four counts first; then letters sent back to me, and the list under the chosen one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not scope.may("see_matters"):
        first = next((page for permission, page in FIRST_PAGES if scope.may(permission)), None)
        return redirect(first) if first else render(request, "errors/403.html", {}, status=403)
    day = clock.today()
    cards = cards_of(scope, request.GET.get("tab", ""))
    card = next(each for each in cards if each.on)
    columns = [COLUMNS[key] for key in COLUMN_KEYS]
    shown = petitions.page(card.listed.matters, card.listed.order, size=SHOWN)
    rest, rest_name = next_rest_day(day)
    context = {
        "day": day,
        "rest": rest,
        "rest_name": rest_name,
        "cards": cards,
        **_waiting(scope, day),
        "card": card,
        "list_query": card.query,
        "columns": columns,
        "lines": lines(shown.matters, columns, day),
        "may_register": scope.may("register"),
    }
    return render(request, "workbench/today/today.html", context)


def _waiting(scope: Scope, day: date) -> dict[str, Any]:
    """What waits for the reader beside what runs out: letters sent back, and what others wait for."""
    handles = scope.may("handle")
    return {
        "to_sign": desk(scope, "sign", day) if scope.may("approve") else [],
        "to_sign_count": waiting_for(scope, day),
        "sent_back": desk(scope, "returned", day),
        "unserved": unserved(scope, day),
        "untold": untold_to(scope, day) if handles else [],
        "asked_to_help": asked_to_help(scope) if handles else [],
        "awaited": awaited(scope, day),
    }
