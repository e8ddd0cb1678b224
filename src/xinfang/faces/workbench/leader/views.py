"""One page for a leader: waiting for me, my cases, my reception days, what I instructed, figures."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xinfang.casework.backlog import queries as backlog
from xinfang.casework.bulletins import queries as bulletins
from xinfang.casework.charge.queries import unlisted_of
from xinfang.casework.instructions import queries as instructions
from xinfang.casework.receptions import queries as receptions
from xinfang.casework.rota.queries import resting_of
from xinfang.faces.workbench.figures.words import in_words, share
from xinfang.faces.workbench.leader.hot import hot, this_month
from xinfang.faces.workbench.today.cards import cards_of
from xinfang.insight.statistics import changes, periods
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["leader"]

SHOWN = 6  # reception days that are listed
# The figures that a leader asks for, in this order.
FIGURES = (
    "received_letters_and_persons",
    "repeat_petitions",
    "timely_notice_rate",
    "on_time_rate",
    "satisfaction_unit",
    "matters_late",
    "reception_batches",
    "reception_supervised_answered",
)


@require_safe
@door("instruct")
def leader(request: HttpRequest) -> HttpResponse:
    """Everything within the leader's own scope; each number opens its cases."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    year = periods.year((today := clock.today()).year)
    compared = {each.figure.key: each for each in changes.compared(scope, year, None, today, FIGURES)}
    figures = [compared[key] for key in FIGURES if key in compared]
    waiting, awaited = instructions.asked_of(scope, today), receptions.awaited(scope, today)
    context = {
        "today": today,
        "year": year,
        "month": this_month(scope, today),
        "hot": hot(scope, today),
        "urgent": bulletins.urgent_now(scope),
        "waiting": waiting,
        "awaited": awaited,
        "waits": len(waiting) + len(awaited),
        "late": next(each for each in cards_of(scope, "late") if each.key == "late"),
        **_in_charge(scope, today),
        **_receiving(scope, today),
        "owed": instructions.owed_to(scope, today),
        "figures": [
            (each.figure, each.change, in_words(each.change), share(each.figure)) for each in figures
        ],
    }
    return render(request, "workbench/leader/leader.html", context)


def _receiving(scope: Scope, today: date) -> dict[str, Any]:
    """The leader's next days, and all those to come that rest since and are undecided."""
    me = scope.actor.user_id
    return {"days": receptions.held_by(me, today, most=SHOWN), "resting": resting_of(me, today)}


def _in_charge(scope: Scope, today: date) -> dict[str, Any]:
    """The leader's open cases, and those proposed at receptions that the office has not listed yet."""
    rows = backlog.cases(scope, today, mine=True).rows
    open_cases = [each for each in rows if each.state == "open"]
    return {"cases": open_cases, "unlisted": unlisted_of(scope.actor.user_id)}
