"""What cannot be done now is refused in words, with its article; nothing that was typed is lost."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xinfang.casework.acts.queries import may_ever, why_not
from xinfang.casework.assignments.queries import speaks_against
from xinfang.casework.deadlines.queries import lapsed
from xinfang.casework.petitions.queries import CaseFile, TimelineRow
from xinfang.casework.workflow import TRANSITIONS
from xinfang.faces.workbench.acts.sources import source_of
from xinfang.faces.workbench.case.loading import case_context
from xinfang.faces.workbench.case.words import happened
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["not_now", "reason"]


def reason(request: HttpRequest, found: CaseFile, verb: str) -> str:
    """Why the actor, who may do the act at another time, may not now, with its article.

    '' for whoever may never do it here: absent and forbidden look the same.
    """
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    if not may_ever(scope, found.matter, verb):
        return ""
    pk = found.matter.pk
    said = why_not(found.matter, verb, today) or speaks_against(pk, verb, today)
    said = said or lapsed(pk, today).get(verb, "")
    row = next((row for row in TRANSITIONS if row.verb == verb), None)
    source = source_of(row, today) if row else ""
    return f"{said}（{source}）" if said and source else said


def not_now(
    request: HttpRequest,
    found: CaseFile,
    why: str,
    *,
    form: forms.BaseForm | None = None,
    new: Sequence[TimelineRow] = (),
) -> HttpResponse:
    """The page that says so: 409, with what was done meanwhile and what had been typed."""
    more: dict[str, Any] = {"why": why, "act_form": form or (), "changed": [happened(each) for each in new]}
    return render(request, "workbench/case/act_late.html", case_context(request, found) | more, status=409)
