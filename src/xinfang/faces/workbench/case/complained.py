"""Naming the unit that is complained of, or setting it right."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.acts.guards import names_nobody
from xinfang.casework.petitions.queries import CaseFile
from xinfang.faces.workbench.acts.page import ActForm, Asked, UnitField, meant, reason_field
from xinfang.faces.workbench.asking import attempt
from xinfang.faces.workbench.case.loading import case_context, load, may_name_complained
from xinfang.faces.workbench.case.refusing import not_now
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door

__all__ = ["complained"]


class ComplainedForm(ActForm):
    """Which unit, or none; why, where one stood there."""

    unit = UnitField(
        _("被投诉单位"), "", required=False, help_text=_("信访人投诉的是哪个单位；不是投诉单位的，不选。")
    )
    reason = meant(reason_field(_("更正的依据"), required=False))

    def prepare(self) -> None:
        """All units of today, whatever the actor's reach: any of them may be complained of."""
        unit = cast(UnitField, self.fields["unit"])
        unit.offer(self.asked, none=_("没有投诉哪个单位"))
        unit.initial = stands = self.asked.case.matter.complained_unit_id
        if stands is None:
            del self.fields["reason"]


@door("register")
def complained(request: HttpRequest, number: str) -> HttpResponse:
    """Ask, then write it down; for whoever registers where the matter was registered."""
    found = load(request, number)
    if not may_name_complained(request.scope, found):  # type: ignore[attr-defined]
        raise Http404
    if why := names_nobody(found.matter):
        return not_now(request, found, why)
    asked = Asked(request.scope, found, clock.today())  # type: ignore[attr-defined]
    form = ComplainedForm(request.POST if request.method == "POST" else None, asked)
    if form.is_bound and form.is_valid() and attempt(form, lambda: _named(found, form.cleaned_data, asked)):
        messages.success(request, _t("已登记被投诉单位。"))
        return redirect("workbench:matter", number=number)
    context = case_context(request, found) | {"act_form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/case/complained.html", context)


def _named(found: CaseFile, said: dict[str, Any], asked: Asked) -> bool:
    by, why = asked.scope.actor, said.get("reason", "")
    actions.name_complained(
        matter_id=found.matter.pk, unit_id=said["unit"], reason=why, by=by, at=clock.now()
    )
    return True
