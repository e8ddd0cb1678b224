"""The forms of a day: who is booked, who came, what it came to."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xinfang.casework.receptions.queries import DISPOSITIONS
from xinfang.faces.workbench.acts.page import day_field, text_field
from xinfang.faces.workbench.instructions.forms import GiveForm
from xinfang.registers.calendars.queries import calendar

__all__ = ["ArriveForm", "BookForm", "CallForm", "CloseForm", "DisposeForm", "InstructForm"]
__all__ += ["ViewForm", "VisitForm", "at_day", "heads_field", "usual_due"]


MOST = 9999  # people in a batch
ROOM = 20  # characters


def at_day(day: date, clock_time: time) -> datetime:
    """A moment of a day by the office's clock."""
    return timezone.make_aware(datetime.combine(day, clock_time))


def heads_field(label: Any) -> forms.IntegerField:
    """How many people."""
    many = _("人数太多，请核对。")
    wrong = {"required": _("请写明几个人。"), "invalid": _("人数应是数字。"), "max_value": many}
    return forms.IntegerField(
        label=label,
        initial=1,
        max_value=MOST,
        error_messages=wrong,
        widget=forms.NumberInput({"min": 1, "inputmode": "numeric"}),
    )


class ArriveForm(forms.Form):
    """A batch at the desk. `form_key` lets the same form be sent again after the line broke."""

    use_required_attribute = False
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    booking = forms.IntegerField(required=False, widget=forms.HiddenInput)
    head_count = heads_field(_("来了几个人"))
    visit = forms.CharField(
        label=_("来访登记编号"), required=False, max_length=24, help_text=_("已在窗口登记为来访的，填编号。")
    )
    subject = forms.CharField(
        label=_("反映什么"), required=False, max_length=120, help_text=_("一句话，不写姓名和电话。")
    )
    arrived = forms.TimeField(
        label=_("到达时间"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        error_messages={"invalid": _("时间应写成 09:00 这样。")},
    )  # fmt: skip


class BookForm(forms.Form):
    """A booking by telephone or at the desk."""

    use_required_attribute = False
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    via = forms.ChoiceField(label=_("怎么约的"), choices=[("phone", _("电话")), ("desk", _("窗口"))])
    head_count = heads_field(_("来几个人"))
    subject = forms.CharField(
        label=_("反映什么"),
        required=False,
        max_length=120,
        help_text=_("一句话，不写姓名和电话；填了编号的可以不写。"),
    )
    number = forms.CharField(label=_("事项编号（没有可不填）"), required=False, max_length=24)
    contact = forms.CharField(
        label=_("称呼和电话"), required=False, max_length=120, help_text=_("只有窗口能看到，当天结束后删去。")
    )
    no_telephone = forms.BooleanField(label=_("没有电话"), required=False)


class CallForm(forms.Form):
    """Into which room: where the day is held, unless it is said otherwise."""

    room = forms.CharField(label=_("接待室"), max_length=ROOM)

    def __init__(self, data: Any = None, *, place: str = "") -> None:
        super().__init__(data, initial={"room": place[:ROOM]})


class CloseForm(forms.Form):
    """Whoever closes a day has read what is still open."""

    knowing = forms.BooleanField(required=False)


class VisitForm(forms.Form):
    """The visit as which it was registered."""

    use_required_attribute = False
    visit = forms.CharField(
        label=_("来访登记编号"), max_length=24, error_messages={"required": _("请填写来访登记的编号。")}
    )


class InstructForm(GiveForm):
    """As on paper: the words, the unit, the day."""


class DisposeForm(forms.Form):
    """What it came to; aid asks for more."""

    use_required_attribute = False
    result = forms.ChoiceField(
        label=_("结果"), choices=DISPOSITIONS, widget=forms.RadioSelect,
        error_messages={"required": _("请选择结果。"), "invalid_choice": _("请选择结果。")},
    )  # fmt: skip
    note = text_field(_("怎么处理、怎么答复的"), _("请写明怎么处理、怎么答复的。"), rows=3)
    aid_what = forms.CharField(label=_("帮扶什么"), max_length=200, required=False)
    aid_by = forms.CharField(label=_("由谁帮扶"), max_length=120, required=False)
    aid_until = day_field(_("帮扶到哪一天"), required=False)


class ViewForm(forms.Form):
    """What the petitioner says afterwards."""

    use_required_attribute = False
    accepts = forms.TypedChoiceField(
        label=_("信访人接受处理意见吗"), choices=[("1", _("接受")), ("0", _("不接受"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect, empty_value=None,
        error_messages={"required": _("请选择。")},
    )  # fmt: skip
    asked_on = day_field(_("哪天问的"))


def usual_due(day: date) -> date:
    """Thirty days to answer what a reception put under supervision, and no day of rest."""
    return calendar().next_working(day + timedelta(days=30))
