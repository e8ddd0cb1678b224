"""The plan of a year on one screen: days by rule or one by one, and the steps to its publication."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.receptions import queries
from xinfang.casework.receptions.queries import ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.queries import resting, resting_days
from xinfang.faces.workbench.asking import done, kept, refused_as, turned
from xinfang.faces.workbench.receptions import plan_days
from xinfang.faces.workbench.receptions.forms import (
    ChangeForm,
    DayForm,
    InsertForm,
    MonthForm,
    NameForm,
    ReceiptForm,
    RemoveForm,
    ReturnForm,
    RuleForm,
    SendForm,
)
from xinfang.faces.workbench.receptions.loading import holds, plan_of
from xinfang.faces.workbench.receptions.rows import RowsForm
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import provisional_note
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["act", "new", "plan", "receptions", "report"]

Do = Callable[[ReceptionPlan, Any, Actor, datetime], str]
Make = Callable[[Any, dict[str, Any]], forms.Form]  # of what was typed; who is offered


@require_safe
@door("see_receptions")
def receptions(request: HttpRequest) -> HttpResponse:
    """The days to come, the plans, and the places where a notice does not hang in time."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    may_plan = scope.may("plan_receptions")
    context = {
        "today": today,
        "coming": queries.coming(scope, today),
        "awaited": queries.awaited(scope, today),
        "above": queries.public_days(scope, today),
        "hang": queries.places_to_hang(scope, today),
        "lacking": queries.notices_to_hang(scope, today),
        "renew": queries.places_to_renew(scope, today, **turned(request, "renew_")),
        "plans": queries.plans(scope, **turned(request)),
        "resting": resting_days(scope, today),
        "missing": queries.missing_notices(scope, today),
        "late": queries.late_places(scope, today, **turned(request, "late_")) if may_plan else None,
        "but_late": kept(request, "", "renew_"),
        "but_renew": kept(request, "", "late_"),
        "but_plans": kept(request, "late_", "renew_"),
        "may_plan": may_plan,
        "years": [today.year, today.year + 1],
    }
    return render(request, "workbench/receptions/receptions.html", context)


@require_POST
@door("plan_receptions")
def new(request: HttpRequest) -> HttpResponse:
    """Begin the plan of the own unit for a year."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    year, this = request.POST.get("year", ""), clock.today().year
    unit = acting_unit(scope, "plan_receptions")
    if year not in (str(this), str(this + 1)) or not unit:
        messages.error(request, _("请选择今年或明年。"))
        return redirect("workbench:receptions")
    pk = rota.open_plan(unit_id=unit, year=int(year), by=scope.actor, at=clock.now())
    return redirect("workbench:receptions_plan", pk)


@require_safe
@door("see_matters")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """All days of the year, and what may be done with the plan."""
    found = plan_of(request, pk)
    return render(request, "workbench/receptions/plan.html", context_of(request, found))


@require_safe
@door("see_matters")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as it was sent up, with its number and seal."""
    found = plan_of(request, pk)
    if (data := queries.report_of(found)) is None:
        raise Http404
    name = content_disposition_header(as_attachment=False, filename=f"{found.sent_number}.pdf") or "inline"
    return HttpResponse(data, content_type="application/pdf", headers={"Content-Disposition": name})


@require_POST
@door("see_matters")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One step with the plan."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = plan_of(request, pk)
    if verb not in STEPS or not holds(scope, STEPS[verb][0], found.unit_id):
        raise Http404
    _right, make, do = STEPS[verb]
    form = make(request.POST, {"today": clock.today(), "unit": found.unit_id})
    given = form if isinstance(form, RowsForm) else None
    if done(request, form, lambda data: do(found, given or data, scope.actor, clock.now())):
        return redirect("workbench:receptions_plan", pk)
    context = context_of(request, found, **{f"{verb}_form": form, "wrong_form": form})
    return render(request, "workbench/receptions/plan.html", context, status=refused_as(form))


def context_of(request: HttpRequest, found: ReceptionPlan, **more: Any) -> dict[str, Any]:
    """The plan by months, its notices, and the forms; `more`: a form that was found wrong."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    days = queries.days_of(found)
    noticed = {notice.month: notice for notice in queries.notices_of(found)}
    months = sorted({row.day.month for row in days})
    by_month = [(month, [row for row in days if row.day.month == month]) for month in months]
    context = {
        "plan": found,
        "months": [(month, rows, noticed.get(month)) for month, rows in by_month],
        "overview": _overview(days),
        "changes": queries.changes_of(days),
        "provisional": provisional_note(row.day for row in days),
        "resting": resting(days, today) if found.state in ("approved", "published") else [],
        "today": today,
        "may_plan": holds(scope, "plan_receptions", found.unit_id),
        "may_approve": holds(scope, "approve_receptions", found.unit_id),
        "own_submission": found.submitted_user is not None and found.submitted_user == scope.actor.user_id,
        "change_form": _change(request.GET.get("edit", ""), found, days),
    }
    return context | _forms({"today": today, "unit": found.unit_id}) | more | {"form_has_errors": bool(more)}


def _forms(given: dict[str, Any]) -> dict[str, forms.Form]:
    return {
        "rule_form": RuleForm(**given, initial={"months": list(range(1, 13))}),
        "rows_form": RowsForm(**given),
        "day_form": DayForm(**given),
        "send_up_form": SendForm(),
        "return_plan_form": ReturnForm(auto_id="return_%s"),
        "insert_form": InsertForm(**given, auto_id="insert_%s"),
        "name_form": NameForm(**given, auto_id="name_%s"),
        "receipt_form": ReceiptForm(initial={"receipt_on": given["today"]}),
    }


def _overview(days: list[queries.ReceptionDay]) -> list[tuple[str, list[list[queries.ReceptionDay]]]]:
    """The year by leader: which days each receives on, a list for each month that has any."""
    months = sorted({row.day.month for row in days})
    found: dict[str, list[list[queries.ReceptionDay]]] = {}
    for row in days:
        if row.state != "cancelled":
            found.setdefault(row.post, [[] for _month in months])[months.index(row.day.month)].append(row)
    return list(found.items())


def _change(asked: str, found: ReceptionPlan, days: list[queries.ReceptionDay]) -> ChangeForm | None:
    """The form of the entry that the address names."""
    row = next((row for row in days if str(row.pk) == asked), None)
    if row is None:
        return None
    told = {name: getattr(row, name) for name in ("post", "name", "from_time", "to_time", "place", "day")}
    first = {**told, "leader": row.leader_id, "entry": row.pk}
    return ChangeForm(today=clock.today(), unit=found.unit_id, initial=first, auto_id="change_%s")


def _submit(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    rota.submit(plan_id=found.pk, by=by, at=at)
    return _("已报批。")


def _return(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    rota.return_plan(plan_id=found.pk, reason=data["reason"], by=by, at=at)
    return _("已退回修改，原因列在计划的页上。")


def _approve(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    rota.approve(plan_id=found.pk, by=by, at=at)
    return _("已批准。")


def _publish(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    rota.publish(plan_id=found.pk, by=by, at=at)
    return _("已公布，网上可以看到。")


def _send_up(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    number = rota.send_up(plan_id=found.pk, sent_to=data["sent_to"], by=by, at=at)
    return _("已上报，文号 %(number)s。") % {"number": number}


def _receipt(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    rota.record_receipt(plan_id=found.pk, by=by, at=at, **data)
    return _("已登记签收。")


def _notice(found: ReceptionPlan, data: dict[str, Any], by: Actor, at: datetime) -> str:
    pk = rota.issue_notice(plan_id=found.pk, month=data["month"], by=by, at=at)
    due = next(notice.due_on for notice in queries.notices_of(found) if notice.pk == pk)
    if due < clock.today():
        return _("公告已经发出。张贴的期限 %(day)s 已经过了，请马上张贴并登记。") % {"day": due.isoformat()}
    return _("公告已经发出，请按地点张贴并登记。")


def _plain(form: type[forms.Form]) -> Make:
    """A form that offers nothing of the plan's own."""
    return lambda data, _given: form(data)


STEPS: dict[str, tuple[str, Make, Do]] = {
    "rule": ("plan_receptions", lambda data, given: RuleForm(data, **given), plan_days.by_rule),
    "change": (
        "plan_receptions",
        lambda data, given: ChangeForm(data, **given, auto_id="change_%s"),
        plan_days.change_day,
    ),
    "day": ("plan_receptions", lambda data, given: DayForm(data, **given), plan_days.one_day),
    "insert": (
        "plan_receptions",
        lambda data, given: InsertForm(data, **given, auto_id="insert_%s"),
        plan_days.insert,
    ),
    "name": (
        "plan_receptions",
        lambda data, given: NameForm(data, **given, auto_id="name_%s"),
        plan_days.name_leader,
    ),
    "rows": ("plan_receptions", lambda data, given: RowsForm(data, **given), plan_days.rows),
    "remove": ("plan_receptions", _plain(RemoveForm), plan_days.remove),
    "submit": ("plan_receptions", _plain(forms.Form), _submit),
    "return_plan": (
        "approve_receptions",
        lambda data, _given: ReturnForm(data, auto_id="return_%s"),
        _return,
    ),
    "approve": ("approve_receptions", _plain(forms.Form), _approve),
    "publish": ("plan_receptions", _plain(forms.Form), _publish),
    "send_up": ("plan_receptions", _plain(SendForm), _send_up),
    "receipt": ("plan_receptions", _plain(ReceiptForm), _receipt),
    "notice": ("plan_receptions", _plain(MonthForm), _notice),
}
