"""The leader's packet: a page for each batch, with where its matter stands and what was said of it before."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from xinfang.casework.charge.queries import LeaderNote, notes_of
from xinfang.casework.deadlines.light import Light
from xinfang.casework.deadlines.queries import lights
from xinfang.casework.instructions import queries as instructions
from xinfang.casework.receptions import queries
from xinfang.casework.receptions.queries import Brief
from xinfang.casework.supervision import queries as supervision
from xinfang.casework.supervision.queries import OrderLine
from xinfang.casework.workflow import STATES
from xinfang.faces.workbench.receptions.loading import day_of
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["packet"]


@dataclass(frozen=True)
class Page:
    """One batch. `light`: the nearest term of its matter; `before`: instructions of other days; None and
    empty where there is no matter that may be read."""

    brief: Brief
    note: LeaderNote | None
    state: Promise | str = ""
    light: Light | None = None
    before: tuple[instructions.Line, ...] = ()
    orders: tuple[OrderLine, ...] = ()


@require_safe
@door("see_matters")
def packet(request: HttpRequest, pk: int) -> HttpResponse:
    """One page for each batch, to be printed as one packet for the leader."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found, today = day_of(request, pk), clock.today()
    briefs = queries.brief(scope, found)
    notes = notes_of(each.arrival.pk for each in briefs if each.arrival and not each.apart)
    due = lights([each.matter.pk for each in briefs if each.matter], today)
    pages = [_page(scope, each, notes, due, today) for each in briefs]
    context = {"day": found, "pages": pages, "today": today}
    return render(request, "workbench/receptions/packet.html", context)


def _page(
    scope: Scope, brief: Brief, notes: dict[int, LeaderNote], due: dict[int, Light], today: date
) -> Page:
    arrival, matter = brief.arrival, brief.matter
    note = notes.get(arrival.pk) if arrival else None
    if matter is None:
        return Page(brief, note)
    now = arrival.instruction_id if arrival else None
    before = [each for each in instructions.of_matter(scope, matter.pk, today) if each.pk != now]
    orders = tuple(supervision.orders_of(matter.pk, today))
    return Page(brief, note, STATES[matter.state].label, due.get(matter.pk), tuple(before), orders)
