"""Entering what was done on paper years ago: which act, on which day, what the paper says."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts.seen import as_seen, newest_line
from xinfang.casework.desks.actions import record_past
from xinfang.casework.desks.queries import enterable, last_act
from xinfang.casework.desks.rules import Past
from xinfang.casework.wording.kinds import BY_VERB, Kind
from xinfang.casework.workflow import Transition
from xinfang.faces.workbench.acts.page import ActForm, Asked, UnitField, day_field, text_field
from xinfang.faces.workbench.acts.sources import source_of
from xinfang.faces.workbench.case.loading import case_context, load
from xinfang.faces.workbench.case.refusing import not_now, reason
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door

__all__ = ["enter", "past"]


class PastForm(ActForm):
    """The day, and what the act needs; each act shows its own fields."""

    done_on = day_field(_("办理的日期"), _("文书上的日期；不能早于收到的日期和上一步的日期。"))
    to_unit = UnitField(_("送往"), _("请选择有权处理的单位。"))
    due_on = day_field(_("报结果的日期"), missing=_("交办要写明什么时候报结果，请选一个日期。"))
    days = forms.IntegerField(label=_("延长的天数"), error_messages={"required": _("请写明延长多少日。")})
    result = forms.ChoiceField(label=_("处理结果"), error_messages={"required": _("请选择处理结果。")})
    text = text_field(_("内容或者理由"), rows=6, most=20_000)
    issued_by = forms.CharField(
        label=_("制发单位"), max_length=120, error_messages={"required": _("请填写文书的制发单位。")}
    )
    served_on = day_field(
        _("信访人收到的日期"), _("有送达回证的照填；没有的先不填，以后登记送达。"), required=False
    )

    def __init__(self, verb: str, data: Any, asked: Asked) -> None:
        self.verb = verb
        super().__init__(data, asked)

    def prepare(self) -> None:
        """Only what the act needs."""
        kind = BY_VERB.get(self.verb)
        shown = {"done_on", "text", *OWN.get(self.verb, ()), *(("issued_by", "served_on") if kind else ())}
        result = kind.part("result") if kind else None
        if result:
            shown.add("result")
            self._choose("result", [("", _t("请选择")), *result.choices])
        for name in set(self.fields) - shown:
            del self.fields[name]
        if "to_unit" in self.fields:
            self._units(self.fields["to_unit"])

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _units(self, field: forms.Field) -> None:
        assert isinstance(field, UnitField)
        field.offer(self.asked, "route")

    def said(self) -> Past:
        """What was typed."""
        data = self.cleaned_data
        return Past(
            verb=self.verb,
            done_on=data["done_on"],
            text=data["text"],
            to_unit_id=data.get("to_unit"),
            due_on=data.get("due_on"),
            days=data.get("days"),
            result=data.get("result", ""),
            issued_by=data.get("issued_by", ""),
            served_on=data.get("served_on"),
        )


OWN = {"forward": ("to_unit",), "assign": ("to_unit", "due_on"), "extend": ("days",)}


@door("import")
def past(request: HttpRequest, number: str) -> HttpResponse:
    """Which act: those that the actor may do and enter, by the rules of the day of the act before it."""
    found = load(request, number)
    rows = enterable(request.scope, found.matter)  # type: ignore[attr-defined]
    if not rows:
        raise Http404
    day = timezone.localdate(last_act(found.matter))
    choices = [(row, source_of(row, day)) for row in rows]
    context = case_context(request, found) | {"choices": choices, "last_on": day}
    return render(request, "workbench/case/past.html", context)


@door("import")
def enter(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Ask for the day and what the paper says; then enter it."""
    found = load(request, number)
    asked = Asked(request.scope, found, clock.today())  # type: ignore[attr-defined]
    row = next((each for each in enterable(asked.scope, found.matter) if each.verb == verb), None)
    form = PastForm(verb, request.POST if request.method == "POST" else None, asked)
    if row is None:
        if why := reason(request, found, verb):
            return not_now(request, found, why, form=form)
        raise Http404
    if form.is_bound and form.is_valid() and _entered(request, form):
        messages.success(request, _t("已补录。"))
        return redirect("workbench:matter", number=number)
    return _page(request, form, row)


def _page(request: HttpRequest, form: PastForm, row: Transition) -> HttpResponse:
    found, kind = form.asked.case, BY_VERB.get(form.verb)
    day = timezone.localdate(last_act(found.matter))
    context = case_context(request, found) | {
        "row": row,
        "letter": kind.label if isinstance(kind, Kind) else "",
        "act_form": form,
        "act_source": source_of(row, day),
        "last_on": day,
        "seen": newest_line(found.matter.pk),
        "form_has_errors": bool(form.errors),
    }
    return render(request, "workbench/case/past_act.html", context)


def _entered(request: HttpRequest, form: PastForm) -> bool:
    pk, said = form.asked.case.matter.pk, request.POST.get("seen", "")
    seen = int(said) if said.isdecimal() and len(said) < 19 else None
    try:
        with as_seen(pk, seen):
            record_past(matter_id=pk, past=form.said(), by=form.asked.scope.actor, at=clock.now())
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True
