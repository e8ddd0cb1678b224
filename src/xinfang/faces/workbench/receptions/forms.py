"""The forms of the plan and of its changes."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.receptions import queries
from xinfang.faces.workbench.acts.page import day_field, reason_field

__all__ = [
    "CancelForm",
    "ChangeForm",
    "DayForm",
    "HandOverForm",
    "InsertForm",
    "MonthForm",
    "MoveForm",
    "NameForm",
    "ReceiptForm",
    "RemoveForm",
    "ReturnForm",
    "RuleForm",
    "SendForm",
    "StandInForm",
]

WEEKDAYS = [
    *((0, _("星期一")), (1, _("星期二")), (2, _("星期三")), (3, _("星期四")), (4, _("星期五"))),
    *((5, _("星期六")), (6, _("星期日"))),
]
NTHS = [(1, _("第一个")), (2, _("第二个")), (3, _("第三个")), (4, _("第四个")), (5, _("最后一个"))]
MONTHS = [(month, str(month)) for month in range(1, 13)]


def time_field(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        error_messages={"required": _("请填写时间。"), "invalid": _("时间应写成 09:00 这样。")},
    )


class LeaderForm(forms.Form):
    """Offers who may receive on a day of a unit, and says where they come from while there is nobody."""

    use_required_attribute = False
    whom: Callable[[int, date], list[tuple[int, str]]] = staticmethod(queries.receivers)
    nobody: Any = _(
        "这个单位和下级单位还没有可以接访的领导：请管理员在“设置 › 人员”里给领导建账号，"
        "加上这个单位的“领导”岗位；由单位负责人接访的，加“单位负责人”岗位。"
    )

    def __init__(self, data: Any = None, *, today: date, unit: int, **options: Any) -> None:
        super().__init__(data, **options)
        offered = self.whom(unit, today)
        self.fields["leader"].choices = [("", _("请选择")), *offered]  # type: ignore[attr-defined]
        self.fields["leader"].help_text = "" if offered else self.nobody


def leader_field() -> forms.TypedChoiceField:
    """Who receives."""
    wrong = {"required": _("请选择哪位领导接访。"), "invalid_choice": _("没有这位领导，请重新选择。")}
    return forms.TypedChoiceField(label=_("领导"), coerce=int, empty_value=None, error_messages=wrong)


class _PlaceForm(LeaderForm):
    leader = leader_field()
    post = forms.CharField(label=_("职务（公布用）"), max_length=60, required=False)
    name = forms.CharField(label=_("姓名（公布用）"), max_length=40, required=False)
    from_time = time_field(_("开始"))
    to_time = time_field(_("结束"))
    place = forms.CharField(
        label=_("地点"), max_length=120, error_messages={"required": _("请写明接访的地点。")}
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        initial = {"from_time": time(9), "to_time": time(12)} | options.pop("initial", {})
        super().__init__(data, initial=initial, **options)


class RuleForm(_PlaceForm):
    """Days by a rule."""

    nth = forms.TypedChoiceField(label=_("每月"), choices=NTHS, coerce=int)
    weekday = forms.TypedChoiceField(label=_("星期"), choices=WEEKDAYS[:5], coerce=int)
    months = forms.TypedMultipleChoiceField(
        label=_("月份"), choices=MONTHS, coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一个月。")},
    )  # fmt: skip


class DayForm(_PlaceForm):
    """One day."""

    day = day_field(_("日期"))


class ChangeForm(DayForm):
    """An entry of the plan, set right."""

    entry = forms.IntegerField(widget=forms.HiddenInput)


class InsertForm(DayForm):
    """One day more, in a plan that holds."""

    reason = reason_field(_("原因（会公布）"), rows=2, most=200)


class NameForm(LeaderForm):
    """What a leader is called, on all days to come."""

    whom, nobody = staticmethod(queries.planned_leaders), _("以后的接访日里没有要更正的。")
    leader = leader_field()
    post = forms.CharField(
        label=_("职务（公布用）"),
        max_length=60,
        error_messages={"required": _("请写明领导的职务，公布时要用。")},
    )
    name = forms.CharField(label=_("姓名（公布用）"), max_length=40, required=False)
    reason = forms.CharField(
        label=_("原因（计划批准以后要写，会公布）"), required=False, max_length=200,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip


class RemoveForm(forms.Form):
    """Which day."""

    day = forms.IntegerField()


class MonthForm(forms.Form):
    """Which month."""

    month = forms.IntegerField(min_value=1, max_value=12)


class ReturnForm(forms.Form):
    """What must be changed before it is approved."""

    use_required_attribute = False
    reason = reason_field(_("为什么退回、要改什么"), rows=2, most=500)


class SendForm(forms.Form):
    """To whom the plan is sent up."""

    use_required_attribute = False
    sent_to = forms.CharField(
        label=_("报给"), max_length=120, error_messages={"required": _("请写明报给哪个机关。")}
    )


class ReceiptForm(forms.Form):
    """The receipt of the higher office."""

    use_required_attribute = False
    receipt_on = day_field(_("签收日期"))
    receipt_by = forms.CharField(
        label=_("签收人"), max_length=120, error_messages={"required": _("请写明由谁签收。")}
    )


class MoveForm(forms.Form):
    """Another day, or the same one in another room."""

    use_required_attribute = False
    day = day_field(_("改到哪一天（只换地点的不改）"))
    place = forms.CharField(label=_("地点"), max_length=120, required=False, help_text=_("不改的可以不填。"))
    reason = reason_field(_("原因（会公布）"), rows=2, most=200)

    def __init__(self, data: Any = None, *, stays: bool = False, **options: Any) -> None:
        super().__init__(data, **options)
        if stays:  # somebody has come: the room may change, the day not
            self.fields["day"].widget = forms.HiddenInput()


class StandInForm(LeaderForm):
    """Another leader than whose day it is (`but`)."""

    leader = leader_field()
    post = forms.CharField(label=_("职务（公布用）"), max_length=60, required=False)
    name = forms.CharField(label=_("姓名（公布用）"), max_length=40, required=False)
    reason = reason_field(_("原因（会公布）"), rows=2, most=200)

    def __init__(self, data: Any = None, *, but: int, **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["leader"]
        field.choices = [each for each in field.choices if each[0] != but]  # type: ignore[attr-defined]


class HandOverForm(StandInForm):
    """Another leader goes on from a time of the day on."""

    from_time = time_field(_("从几点起"))
    field_order = ("from_time", "leader", "post", "name", "reason")


class CancelForm(forms.Form):
    """Called off."""

    use_required_attribute = False
    reason = reason_field(_("原因（会公布）"), rows=2, most=200)
