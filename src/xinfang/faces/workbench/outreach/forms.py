"""The forms of visits and sweeps."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.outreach.choices import DISPOSITIONS
from xinfang.faces.workbench.acts.page import day_field, reason_field, text_field
from xinfang.faces.workbench.asking import ChoiceOfUnits
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.scope import Scope

__all__ = ["TASK_STEPS", "VISIT_STEPS", "AskForm", "PlanForm", "StepForm", "StopForm"]

CHOOSE = [("", _("请选择"))]


class StepForm(forms.Form):
    """A form whose fields bear the step's name in their ids: several stand on one page."""

    use_required_attribute = False
    key = ""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{self.key}_%s", **options)


class PlanForm(forms.Form):
    """Who goes where, when, and why."""

    use_required_attribute = False
    unit = forms.TypedChoiceField(
        label=_("下访单位"),
        coerce=int,
        error_messages={
            "required": _("请选择由哪个单位下访。"),
            "invalid_choice": _("只能安排您能安排的单位下访，请重新选择。"),
        },
    )
    led_by = forms.CharField(
        label=_("带队"),
        max_length=60,
        help_text=_("写职务。"),
        error_messages={"required": _("请写明由谁带队（写职务）。")},
    )
    on = day_field(_("日期"))
    place = forms.CharField(
        label=_("到哪里"), max_length=120, error_messages={"required": _("请写明到哪里。")}
    )
    purpose = text_field(_("要查清、解决什么"), _("请写明要查清、解决什么。"))

    def __init__(self, data: Any, first: int | None, today: date, scope: Scope) -> None:
        super().__init__(data, initial={"unit": first, "on": today})
        units = [(each.id, each.label) for each in organisations.choices(today, scope, "outreach")]
        self.fields["unit"].choices = [*CHOOSE, *units]  # type: ignore[attr-defined]


class HoldForm(StepForm):
    """It took place."""

    key = "hold"
    on = day_field(_("下访日期"))
    heads = forms.IntegerField(
        label=_("见到的人数"),
        required=False,
        min_value=1,
        max_value=999_999,
        error_messages={"min_value": _("人数至少 1 人。"), "invalid": _("请填整数。")},
    )
    found = text_field(_("了解到的情况"), _("请写明了解到的情况。"))
    agreed = text_field(_("商定怎样解决"), _("请写明商定怎样解决。"))
    due_on = day_field(_("落实期限"))


class ConcludeForm(StepForm):
    """What was agreed is done."""

    key = "conclude"
    on = day_field(_("办结日期"))
    outcome = text_field(_("落实的结果"), _("请写明落实的结果。"))


class CallOffForm(StepForm):
    """It does not take place."""

    key = "call_off"
    reason = text_field(_("取消的理由"), _("请写明为什么取消。"), rows=2)


# Step -> (form, what its button says).
VISIT_STEPS: dict[str, tuple[type[StepForm], Promise | str]] = {
    "hold": (HoldForm, _("登记下访")),
    "conclude": (ConcludeForm, _("办结下访")),
    "call_off": (CallOffForm, _("取消下访")),
}


class AskForm(forms.Form):
    """What is looked for, by which units, and by when."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("排查名称"), max_length=60, error_messages={"required": _("请写排查的名称。")}
    )
    topic = forms.CharField(
        label=_("排查哪类问题"), max_length=120, error_messages={"required": _("请写明排查哪类问题。")}
    )
    form = text_field(
        _("怎样报"), _("请写明怎样报。"), hint=_("报地方、问题、大约多少人、怎样处理；不报人。")
    )
    from_day = day_field(_("从哪天开始"))
    due_on = day_field(_("报送期限"))
    units = ChoiceOfUnits(label=_("排查的单位"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data, initial={"from_day": today})
        units = [(each.id, each.name) for each in organisations.choices(today) if each.depth > 1]
        self.fields["units"].choices = units  # type: ignore[attr-defined]


class FindForm(StepForm):
    """A problem of a place or topic, and what became of it."""

    key = "find"
    on = day_field(_("发现日期"))
    place = forms.CharField(
        label=_("在哪里"), max_length=120, error_messages={"required": _("请写明在哪里。")}
    )
    topic = forms.CharField(
        label=_("哪类问题"), max_length=120, error_messages={"required": _("请写明是哪类问题。")}
    )
    what = text_field(_("情况"), _("请写明情况。"), hint=_("记地方和问题，不写姓名、电话、身份证号。"))
    about = forms.IntegerField(
        max_value=999_999,
        label=_("大约涉及多少人"),
        required=False,
        min_value=1,
        error_messages={"min_value": _("人数至少 1 人。"), "invalid": _("请填整数。")},
    )
    disposition = forms.ChoiceField(
        label=_("怎样处理的"),
        choices=DISPOSITIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择怎样处理的。")},
    )
    matter = forms.CharField(
        label=_("事项编号"), required=False, max_length=24, help_text=_("登记为信访事项的才填。")
    )
    outcome = text_field(_("怎样解决的，或者关注什么"), rows=2)
    look_again_on = day_field(_("哪天再看一次"), _("继续关注的才填。"), required=False)


class ReportForm(StepForm):
    """The unit reports, once."""

    key = "report"
    summary = text_field(_("排查情况"), _("请写明怎样排查的、查到多少。"), hint=_("没有发现问题的也要报。"))


TASK_STEPS: dict[str, tuple[type[StepForm], Promise | str]] = {
    "find": (FindForm, _("记下一个问题")),
    "report": (ReportForm, _("报送")),
}


class StrikeForm(StepForm):
    """What speaks of a person is taken out."""

    key = "strike"
    reason = reason_field(_("为什么删去"), rows=2, most=200)


class StopForm(StepForm):
    """Watched no more."""

    key = "stop"
    on = day_field(_("日期"))
    outcome = text_field(_("现在怎样了"), _("请写明现在怎样了。"), rows=2)
