"""One line of a card: so many of so many, which matters fell short, the objections and their answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.faces.workbench.appraisal.forms import ObjectForm, RuleForm
from xinfang.faces.workbench.asking import done, not_now, turned
from xinfang.insight.appraisal import actions, queries
from xinfang.insight.appraisal.queries import CardLine, Objection
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["line", "object_to", "rule"]


@require_safe
@door("see_figures")
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """What was counted, and what may be done about it."""
    return render(request, "workbench/appraisal/line.html", _context(request, _load(request, pk)))


@require_POST
@door("approve")
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's head objects."""
    found, scope = _load(request, pk), request.scope  # type: ignore[attr-defined]
    if not queries.may_object(scope, found):
        raise Http404
    form = ObjectForm(request.POST)

    def act(data: dict[str, Any]) -> None:
        actions.object_to(line_id=pk, **data, by=scope.actor, at=clock.now())

    if done(request, form, act, _("异议已提出。")):
        return redirect("workbench:appraisal_line", pk)
    return render(request, "workbench/appraisal/line.html", _context(request, found, objecting=form))


@require_POST
@door("appraise")
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """The office answers the objection that waits; to a form of one that was answered meanwhile: by whom."""
    found, scope = _load(request, pk), request.scope  # type: ignore[attr-defined]
    if not queries.may_appraise(scope, found.target.scheme):
        raise Http404
    form, waiting = RuleForm(request.POST), _waiting(found)
    if waiting is None or request.POST.get("objection", str(waiting.pk)) != str(waiting.pk):
        return not_now(request, _answered(found), reverse("workbench:appraisal_line", args=[pk]), form)

    def act(data: dict[str, Any]) -> None:
        actions.rule_on(objection_id=waiting.pk, **data, by=scope.actor, at=clock.now())

    if done(request, form, act, _("异议已答复。")):
        return redirect("workbench:appraisal_line", pk)
    return render(request, "workbench/appraisal/line.html", _context(request, found, ruling=form))


def _load(request: HttpRequest, pk: int) -> CardLine:
    """The line in sight; whether it exists outside is not told."""
    found = queries.line_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _waiting(found: CardLine) -> Objection | None:
    return next((each for each in found.objections.all() if each.state == "open"), None)


def _answered(found: CardLine) -> str:
    """That the objection was answered, by whom and when; that there is none."""
    ruled = [(each.ruled_at, each) for each in found.objections.all() if each.ruled_at]
    if not ruled:
        return _("这一项没有等待答复的异议。")
    moment, last = max(ruled, key=lambda each: each[0])
    told = {"who": last.ruled_by, "outcome": last.get_state_display()}
    when = date_format(timezone.localtime(moment), "Y-m-d H:i")
    return _("这项异议已由%(who)s在 %(when)s 答复（%(outcome)s），没有再答复一次。") % {**told, "when": when}


def _context(
    request: HttpRequest, found: CardLine, objecting: Any = None, ruling: Any = None
) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    scheme, waiting = found.target.scheme, _waiting(found)
    in_time = scheme.stage == "worked_out" and clock.today() <= (scheme.object_until or clock.today())
    objects = in_time and waiting is None and queries.may_object(scope, found)
    rules = waiting is not None and queries.may_appraise(scope, scheme)
    now = queries.lines_now(scope, found)
    page = queries.short(scope, found, **turned(request))
    return {
        "scheme": scheme,
        "shown": queries.shown(found),
        "line": found,
        "now": None if now == (found.counted, found.base) else now,
        "short": page.rows,
        "page": page,
        "objections": sorted(found.objections.all(), key=lambda each: each.pk),
        "waiting": waiting,
        "objecting": objecting or (ObjectForm() if objects else None),
        "ruling": ruling or (RuleForm() if rules else None),
        "form_has_errors": bool(objecting or ruling),
    }
