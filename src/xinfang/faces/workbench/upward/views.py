"""Notices from above: the list with what a chapter may say, one of them, a new one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.petitions import queries as petitions
from xinfang.casework.upward import actions, queries
from xinfang.casework.upward.queries import UpwardNotice
from xinfang.faces.workbench.asking import done, not_now, turned
from xinfang.faces.workbench.upward.forms import STEPS, NoticeForm
from xinfang.faces.workbench.upward.said import claims, year_asked
from xinfang.kernel import clock
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.queries import tops
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["new", "notice", "notices", "step"]


@require_safe
@door("see_figures")
def notices(request: HttpRequest) -> HttpResponse:
    """Those that ask for an answer first; above them what may be said of a year, and what may not."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    year = year_asked(request.GET.get("year", ""), clock.today())
    page = queries.notices(scope, **turned(request))
    context = {
        "rows": page.lines,
        "page": page,
        "year": year,
        "claims": claims(scope, year),
        "keeps": scope.may("keep_outside"),
        "here": "upward",
    }
    return render(request, "workbench/upward/notices.html", context)


@door("keep_outside")
def new(request: HttpRequest) -> HttpResponse:
    """Enter a notice with its counts."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    form = NoticeForm(request.POST or None, today, tops(scope, today, "keep_outside"))
    made: list[int] = []

    def act(data: dict[str, Any]) -> None:
        unit = data.pop("unit_id")
        entry = actions.NoticeEntry(**data)
        made.append(actions.enter_notice(entry=entry, unit_id=unit, by=scope.actor, at=clock.now()))

    if done(request, form, act, _("通报已登记。")):
        return redirect("workbench:upward_notice", made[0])
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/upward/new.html", context)


@require_safe
@door("see_figures")
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, what a look at our own handling found, and what may be recorded."""
    return render(request, "workbench/upward/notice.html", _context(request, _load(request, pk)))


@require_POST
@door("keep_outside")
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Answer what the notice asks, or withdraw it."""
    found, scope = _load(request, pk), request.scope  # type: ignore[attr-defined]
    if name not in STEPS or not queries.keeps(scope, found):
        raise Http404
    form = STEPS[name][0](request.POST)
    if found.state == "withdrawn":
        return not_now(request, _withdrawn(found), reverse("workbench:upward_notice", args=[pk]), form)
    if name not in _allowed(scope, found):
        raise Http404
    who = {"by": scope.actor, "at": clock.now()}

    def act(data: dict[str, Any]) -> None:
        if name == "withdraw":
            actions.withdraw_notice(notice_id=pk, **data, **who)
            return
        matter = _matter(scope, data.pop("matter"))
        actions.check_handling(notice_id=pk, checked=actions.Checked(matter_id=matter, **data), **who)

    if done(request, form, act, _("已登记。")):
        return redirect("workbench:upward_notice", pk)
    return render(request, "workbench/upward/notice.html", _context(request, found, form))


def _matter(scope: Scope, number: str) -> int | None:
    """The id of the matter with a number in scope. Raises Refusal at its field when there is none."""
    if not number.strip():
        return None
    case = petitions.case(scope, number)
    if case is None:
        raise Refusal(problems=[Problem("matter", _("没有这件事项，请检查编号。"))])
    return case.matter.pk


def _load(request: HttpRequest, pk: int) -> UpwardNotice:
    """The notice in the actor's scope; whether it exists outside is not told."""
    found = queries.notice_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _withdrawn(found: UpwardNotice) -> str:
    """That it was withdrawn, by whom and when."""
    last = queries.withdrawal(found)
    if last is None:
        return _("这份通报已经撤销。")
    when = date_format(timezone.localtime(last.at), "Y-m-d H:i")
    return _("这份通报已由%(who)s在 %(when)s 撤销。") % {"who": last.actor, "when": when}


def _allowed(scope: Scope, found: UpwardNotice) -> list[str]:
    if not queries.may_keep(scope, found):
        return []
    asks = any(each.batches for each in queries.counts_of(found))
    return ["check", "withdraw"] if asks else ["withdraw"]


def _context(request: HttpRequest, found: UpwardNotice, wrong: Any = None) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    forms = {name: STEPS[name][0](initial={"on": clock.today()}) for name in _allowed(scope, found)}
    if wrong is not None:
        forms[wrong.key] = wrong
    checks = queries.checks_of(scope, found) if scope.may("keep_outside") else []
    counts = queries.counts_of(found)
    return {
        "notice": found,
        "counts": counts,
        "checks": checks,
        "asks": any(each.batches for each in counts),
        "first": "check" if "check" in forms and not checks else "",
        "forms": [(name, form, STEPS[name][1]) for name, form in forms.items()],
        "form_has_errors": wrong is not None,
    }
