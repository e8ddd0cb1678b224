"""Naming the unit that is complained of, or setting it right."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.acts.guards import names_nobody
from xinfang.casework.acts.seen import as_seen, newest_line
from xinfang.faces.workbench.acts.page import ActForm, Asked, UnitField, meant, reason_field
from xinfang.faces.workbench.asking import attempt
from xinfang.faces.workbench.case.loading import case_context, load, may_register, own_complaint
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
        stands = self.asked.case.matter.complained_unit
        unit.offer(self.asked, none=_("没有投诉哪个单位"), also=(stands.pk, str(stands)) if stands else None)
        unit.initial = stands.pk if stands else None
        if stands is None:
            del self.fields["reason"]


@door("register")
def complained(request: HttpRequest, number: str) -> HttpResponse:
    """Ask, then write it down; for whoever registers where the matter was registered."""
    found = load(request, number)
    asked = Asked(request.scope, found, clock.today())  # type: ignore[attr-defined]
    if not may_register(asked.scope, found):
        raise Http404
    if why := _why_not(asked):
        return not_now(request, found, why)
    form = ComplainedForm(request.POST if request.method == "POST" else None, asked)
    if form.is_bound and form.is_valid() and _done(request, form):
        return redirect("workbench:matter", number=number)
    context = case_context(request, found) | {
        "act_form": form,
        "seen": newest_line(found.matter.pk),
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/case/complained.html", context)


def _why_not(asked: Asked) -> str:
    if why := names_nobody(asked.case.matter):
        return why
    if own_complaint(asked.scope, asked.case):
        return _t("投诉的是您所在的单位或它的上级，由别的登记单位更正；确实登记错了的，请报上级信访部门。")
    return ""


def _done(request: HttpRequest, form: ComplainedForm) -> bool:
    """Whether it stands as it was asked for; a second press finds it so and changes nothing."""
    matter, said = form.asked.case.matter, form.cleaned_data
    if said["unit"] == matter.complained_unit_id:
        messages.info(request, _t("现在登记的就是这样，没有改动。"))
        return True
    seen = request.POST.get("seen", "")

    def call() -> None:
        with as_seen(matter.pk, int(seen) if seen.isdecimal() and len(seen) < 19 else None):
            actions.name_complained(
                matter_id=matter.pk,
                unit_id=said["unit"],
                reason=said.get("reason", ""),
                by=form.asked.scope.actor,
                at=clock.now(),
            )

    if not attempt(form, call):
        return False
    messages.success(request, _t("已登记被投诉单位。"))
    return True
