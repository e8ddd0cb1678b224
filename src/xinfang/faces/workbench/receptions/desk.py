"""The desk of a day: bookings, arrivals, calling by number, closing; and changes of a published day."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Came, Wish
from xinfang.casework.receptions.queries import ReceptionDay
from xinfang.casework.rota.queries import resting
from xinfang.faces.workbench.asking import done, refused_as
from xinfang.faces.workbench.receptions.desk_forms import ArriveForm, BookForm, CallForm, CloseForm, at_day
from xinfang.faces.workbench.receptions.forms import CancelForm, HandOverForm, MoveForm, StandInForm
from xinfang.faces.workbench.receptions.loading import by_script, day_of, holds, refuse_unseen
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["act", "day"]

Do = Callable[[ReceptionDay, dict[str, Any], Scope, datetime], str]
Make = Callable[[Any, ReceptionDay], forms.Form]


@require_safe
@door("see_matters")
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is booked, who has come, what it came to."""
    return render(request, "workbench/receptions/day.html", context_of(request, day_of(request, pk)))


@require_POST
@door("see_matters")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act at the desk. A form sent again after the line broke answers as it did the first time."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = day_of(request, pk)
    if verb not in STEPS or not holds(scope, STEPS[verb][0], found.plan.unit_id):
        raise Http404
    _right, make, do = STEPS[verb]
    form = make(request.POST, found)
    if done(request, form, lambda data: do(found, data, scope, clock.now())):
        return HttpResponse(status=204) if by_script(request) else redirect("workbench:receptions_day", pk)
    context = context_of(request, found, **{f"{verb}_form": form, "wrong_form": form})
    return render(request, "workbench/receptions/day.html", context, status=refused_as(form))


def context_of(request: HttpRequest, found: ReceptionDay, **more: Any) -> dict[str, Any]:
    """The day's queue and its forms; `more`: a form that was found wrong."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    lines = queries.brief(scope, found)
    came = [each for each in lines if each.arrival]
    context = {
        "day": found,
        "booked": [each for each in lines if each.booking],
        "came": came,
        "waiting": [each for each in came if each.arrival and not each.arrival.result],
        "totals": queries.totals(found.arrivals.all()),
        "changes": queries.changes_of([found]).get(found.pk, []),
        "parts": queries.parts_of(found),
        "today": today,
        "receives": holds(scope, "receive", found.plan.unit_id),
        "may_plan": holds(scope, "plan_receptions", found.plan.unit_id),
        "begun": clock.now() >= at_day(found.day, found.from_time),
        "loose": _("、").join(map(str, queries.unjoined(found))) if found.state == "planned" else "",
        "left_open": queries.left_open(found) if found.state == "planned" else [],
        "untold": queries.untold(found),
        "struck": queries.struck(scope, found),
        "resting": resting([found], today),
    }
    return context | _forms(found) | more | {"form_has_errors": bool(more)}


def _forms(found: ReceptionDay) -> dict[str, forms.Form]:
    return {
        "arrive_form": ArriveForm(initial={"form_key": uuid4()}),
        "book_form": _book_form(initial={"form_key": uuid4()}),
        "move_form": _move_form(initial={"day": found.day}, stays=found.arrivals.exists()),
        "stand_in_form": _stand_in_form(None, found),
        "hand_over_form": _hand_over_form(None, found),
        "cancel_form": _cancel_form(),
        "keep_form": _keep_form(),
        "call_form": CallForm(place=found.place),
        "close_form": CloseForm(),
    }


def _arrive(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    refuse_unseen(scope, visit=data["visit"])
    moment = at_day(found.day, data["arrived"]) if data["arrived"] else at
    if not data["arrived"] and timezone.localdate(at) != found.day:
        moment = at_day(found.day, found.from_time)
    came = Came(data["head_count"], moment, data["booking"], data["visit"], "", data["subject"])
    actions.arrive(day_id=found.pk, came=came, by=scope.actor, at=at, form_key=data["form_key"])
    return _("已登记到达。")


def _book(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    refuse_unseen(scope, number=data["number"])
    told = ("via", "subject", "head_count", "contact", "number", "no_telephone")
    wish = Wish(**{name: data[name] for name in told})
    booked = actions.book(day_id=found.pk, wish=wish, by=scope.actor, at=at, form_key=data["form_key"])
    said = _("已预约，%(n)d 号。") % {"n": booked.number}
    known = [
        _("%(n)d 号（%(when)s 开始的那一场）")
        % {"n": each.number, "when": f"{each.reception.from_time:%H:%M}"}
        for each in queries.alike(booked)
    ]
    again = _("同一个电话或者称呼这一天已经约了 %(numbers)s：是同一批人的，请取消一个。")
    return said + again % {"numbers": _("、").join(known)} if known else said


def _unbook(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    if any(each.pk == data["booking"] for each in queries.queue(found)[0]):
        actions.cancel_booking(booking_id=data["booking"], by=scope.actor, at=at)
    return _("预约已取消。")


def _told(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    if any(each.pk == data["booking"] for each in queries.untold(found)):
        actions.told_by_hand(booking_id=data["booking"], by=scope.actor, at=at)
    return _("已登记告知。")


def _close(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    actions.close_day(day_id=found.pk, by=scope.actor, at=at, knowing=data["knowing"])
    return _("这一天的接访已经结束。")


def _move(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    told = {"to_day": data["day"], "place": data["place"], "reason": data["reason"]}
    actions.move_day(day_id=found.pk, by=scope.actor, at=at, **told)
    if data["day"] == found.day:
        return _("已换地点，并公布了原因。")
    return _("已改期，并公布了原因。")


def _stand_in(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    actions.stand_in(day_id=found.pk, by=scope.actor, at=at, **_leader(data))
    return _("已改由他人代为接访，并公布了原因。")


def _hand_over(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    actions.hand_over(day_id=found.pk, by=scope.actor, at=at, **_leader(data))
    return _("已从这个时间起交给接着接访的领导，并公布了原因。")


def _leader(data: dict[str, Any]) -> dict[str, Any]:
    return {"leader_id" if name == "leader" else name: value for name, value in data.items()}


def _cancel(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    actions.cancel_day(day_id=found.pk, reason=data["reason"], by=scope.actor, at=at)
    return _("已取消，并公布了原因。")


def _keep(found: ReceptionDay, data: dict[str, Any], scope: Scope, at: datetime) -> str:
    actions.keep_day(day_id=found.pk, reason=data["reason"], by=scope.actor, at=at)
    return _("已写明照常接访，并公布了原因。")


class BookingForm(forms.Form):
    """Which booking."""

    booking = forms.IntegerField()


# Several forms stand on one page: each names its fields apart, so that a label leads to its own.
_book_form = partial(BookForm, auto_id="book_%s")
_move_form = partial(MoveForm, auto_id="move_%s")


def _moved(data: Any, found: ReceptionDay) -> MoveForm:
    return _move_form(data, stays=found.arrivals.exists())


_cancel_form = partial(CancelForm, auto_id="cancel_%s")
_keep_form = partial(CancelForm, auto_id="keep_%s")


def _other_leader(found: ReceptionDay) -> dict[str, Any]:
    """Who may receive on the day beside whose it is."""
    return {"today": clock.today(), "unit": found.plan.unit_id, "but": found.leader_id}


def _stand_in_form(data: Any, found: ReceptionDay) -> StandInForm:
    return StandInForm(data, **_other_leader(found), auto_id="stand_%s")


def _hand_over_form(data: Any, found: ReceptionDay) -> HandOverForm:
    return HandOverForm(data, **_other_leader(found), auto_id="hand_%s")


def _plain(form: Callable[[Any], forms.Form]) -> Make:
    """A form that offers nothing of the day's own."""
    return lambda data, _found: form(data)


STEPS: dict[str, tuple[str, Make, Do]] = {
    "arrive": ("receive", _plain(ArriveForm), _arrive),
    "book": ("receive", _plain(_book_form), _book),
    "unbook": ("receive", _plain(BookingForm), _unbook),
    "told": ("receive", _plain(BookingForm), _told),
    "close": ("receive", _plain(CloseForm), _close),
    "move": ("plan_receptions", _moved, _move),
    "stand_in": ("plan_receptions", _stand_in_form, _stand_in),
    "hand_over": ("plan_receptions", _hand_over_form, _hand_over),
    "cancel": ("plan_receptions", _plain(_cancel_form), _cancel),
    "keep": ("plan_receptions", _plain(_keep_form), _keep),
}
