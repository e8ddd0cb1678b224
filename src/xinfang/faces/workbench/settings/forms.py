"""Forms of the settings pages: plain fields; what the actions refuse stands beside the field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.rules import PARENTS
from xinfang.registers.staff.roles import ROLES

__all__ = [
    "AccountForm",
    "AddUnitForm",
    "CloseForm",
    "ConfirmForm",
    "DayForm",
    "DoorForm",
    "EndForm",
    "LetterCodeForm",
    "MergeForm",
    "NoFieldsForm",
    "PostForm",
    "RenameForm",
    "SheetForm",
    "day_field",
    "taken",
]

KINDS = {
    "district": _("区"),
    "department": _("部门"),
    "street": _("街道"),
    "community": _("社区（村）"),
}


ADDED_KINDS = [(kind, KINDS[kind]) for kind in PARENTS if kind != "district"]
ROLE_CHOICES = [("", _("请选择")), *((role.key, role.name) for role in ROLES.values())]


class Words(forms.Form):
    """Sentences in place of Django's, the same in the summary and beside the field; no browser bubbles."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("请填写“%(label)s”。") % {"label": field.label}
            field.error_messages["invalid_choice"] = _("请从列表里选择“%(label)s”。") % {"label": field.label}


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen or typed."""
    wrong = {"invalid": _("日期看不懂，请写成 2026-01-31 的样子。")}
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=wrong, **options)


def taken(form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Whether the form is whole and the action took it; a refusal's sentences go to their fields."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, str(problem.sentence))
        return False
    return True


class UnitChoice(forms.ChoiceField):
    """A unit by its id; the choices are handed in by the view, so that they are in scope."""


class AddUnitForm(Words):
    """A new unit."""

    parent = UnitChoice(label=_("上级单位"))
    kind = forms.ChoiceField(
        label=_("类别"), choices=[(kind, KINDS[kind]) for kind in PARENTS if kind != "district"]
    )
    code = forms.CharField(label=_("编码"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=80)
    short_name = forms.CharField(label=_("简称（可不填）"), max_length=30, required=False)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = units  # type: ignore[attr-defined]


class RenameForm(Words):
    """Another name from a day on."""

    name = forms.CharField(label=_("新名称"), max_length=80)
    short_name = forms.CharField(label=_("简称（可不填）"), max_length=30, required=False)
    on = day_field(_("从哪一天起"), help_text=_("这一天以前的报表仍用旧名称。"))


class DoorForm(Words):
    """Where people may come."""

    address = forms.CharField(label=_("接待地址"), max_length=200, required=False)
    hours = forms.CharField(label=_("接待时间"), max_length=120, required=False)
    telephone = forms.CharField(label=_("电话"), max_length=40, required=False)


class LetterCodeForm(Words):
    """What the numbers of its documents begin with."""

    letter_code = forms.CharField(
        label=_("发文机关代字"),
        max_length=20,
        required=False,
        help_text=_(
            "印在文号最前面，如“云规建”信访受告〔2026〕3号；不填就用简称。改了以后，新代字从 1 号编起。"
        ),
    )


class MergeForm(Words):
    """Into which unit, from which day."""

    into = UnitChoice(label=_("并入"))
    on = day_field(_("从哪一天起"), help_text=_("下级单位和过去的事项一起归到并入的单位，不能撤回。"))

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", _("请选择")), *units]  # type: ignore[attr-defined]


class CloseForm(Words):
    """The last day of a unit."""

    last_day = day_field(_("最后一天"), help_text=_("先停用或合并下级单位。"))


class SheetForm(Words):
    """An uploaded table."""

    sheet = forms.FileField(label=_("表格文件（.xlsx、.xls 或 .csv）"))


class AccountForm(Words):
    """A new account."""

    username = forms.CharField(
        label=_("用户名"), max_length=60, help_text=_("登录用，字母、数字或 . @ + - _。")
    )
    title = forms.CharField(label=_("显示的名称"), max_length=60, help_text=_("例如“登记员 3 号”。"))


class PostForm(Words):
    """A role in a unit for a period."""

    role = forms.ChoiceField(
        label=_("岗位"), choices=[("", _("请选择")), *((r.key, r.name) for r in ROLES.values())]
    )
    unit = UnitChoice(label=_("单位"))
    valid_from = day_field(_("从哪一天起"))
    valid_to = day_field(_("到哪一天（可不填）"), required=False)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class EndForm(Words):
    """The last day of a posting."""

    posting = forms.IntegerField(widget=forms.HiddenInput)
    last_day = day_field(_("最后一天"))


class NoFieldsForm(Words):
    """A button."""


class DayForm(Words):
    """A day's kind."""

    day = day_field(_("日期"))
    working = forms.ChoiceField(label=_("改为"), choices=[("0", _("休息")), ("1", _("上班"))])
    name = forms.CharField(label=_("名称（可不填）"), max_length=40, required=False)


class ConfirmForm(Words):
    """On what the year rests."""

    source = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如：国办发明电〔2026〕1号。"))
