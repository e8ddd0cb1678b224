"""Forwarding and assigning."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.wording.printing import refuse_unprintable
from xinfang.casework.workflow import way_of
from xinfang.faces.workbench.acts.page import ActForm, ActPage, UnitField, day_field
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

__all__ = ["PAGES", "note_field", "on_paper", "report_day", "report_form", "simple_field", "where_field"]


def on_paper(field: forms.CharField) -> forms.CharField:
    """A field whose text the slip prints: a character that cannot be printed is refused where it is typed."""
    field.validators.append(_printed)
    return field


def _printed(text: str) -> None:
    try:
        refuse_unprintable(text)
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal)) from None


def note_field() -> forms.CharField:
    """What the slip says beside the matter itself."""
    line = forms.TextInput(attrs={"data-modules": "text-modules"})
    return on_paper(forms.CharField(label=_("说明"), required=False, max_length=200, widget=line))


def where_field() -> UnitField:
    """Where to."""
    return UnitField(_("送往"), _("请选择有权处理的单位。"))


def simple_field() -> forms.BooleanField:
    """Whether the simplified procedure is proposed."""
    return forms.BooleanField(
        label=_("适用简易办理"),
        required=False,
        help_text=_("事实清楚、诉求简单、争议不大的；收到后 3 个工作日内决定是否受理。"),
    )


def report_day() -> forms.DateField:
    """By when the result is reported."""
    return day_field(_("报结果的日期"), missing=_("交办要写明什么时候报结果，请选一个日期。"))


def report_form() -> forms.CharField:
    """In which form it is reported."""
    return on_paper(
        forms.CharField(
            label=_("报告形式"),
            max_length=40,
            initial=_("书面办结报告"),
            error_messages={"required": _("请写明用什么形式报结果。")},
        )
    )


class ForwardForm(ActForm):
    """Where to, and why."""

    to_unit = where_field()
    simple = simple_field()
    reason = note_field()

    def prepare(self) -> None:
        """Units in which the actor may route. An accusation has no simplified procedure: only who ticked it
        in an older page is shown the field, with why it is refused."""
        field = self.fields["to_unit"]
        assert isinstance(field, UnitField)
        field.offer(self.asked, "route")
        if way_of(self.asked.case.matter.purpose) == "accusation" and not self.data.get("simple"):
            del self.fields["simple"]


class AssignForm(ForwardForm):
    """The same, with the day for the result and the form of the report."""

    due_on = report_day()
    report_form = report_form()
    field_order = ("to_unit", "due_on", "report_form", "simple", "reason")


def _forward(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return actions.route(
        matter_ids=[matter_id],
        to_unit_id=data["to_unit"],
        reason=data["reason"],
        simple=data.get("simple", False),
        by=by,
        at=at,
    )


def _assign(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return actions.route(
        matter_ids=[matter_id],
        to_unit_id=data["to_unit"],
        reason=data["reason"],
        simple=data.get("simple", False),
        manner="assign",
        due_on=data["due_on"],
        report_form=data["report_form"],
        by=by,
        at=at,
    )


PAGES = (
    ActPage(
        "forward",
        ForwardForm,
        _forward,
        _(
            "转送有权处理的机关、单位。该单位收到后十五日内书面告知信访人；认为不归它管的，五个工作日内提出异议。"
        ),
        _("已转送。"),
        icon="send",
    ),
    ActPage(
        "assign",
        AssignForm,
        _assign,
        _("重要的事项交办：写明什么时候报结果、用什么形式报。到期没有报的会提醒，并可以督办。"),
        _("已交办。"),
        icon="send-check",
    ),
)
