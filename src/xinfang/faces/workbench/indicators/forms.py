"""The forms of outside indicators."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.faces.workbench.acts.page import day_field
from xinfang.registers.indicators import queries

__all__ = ["IndicatorForm", "SheetForm", "ValueForm"]


class IndicatorForm(forms.Form):
    """A new indicator."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("名称"),
        max_length=60,
        help_text=_("例如 地区生产总值同比增长。"),
        error_messages={"required": _("请写指标的名称。")},
    )
    unit = forms.CharField(
        label=_("计量单位"), max_length=20, error_messages={"required": _("请写计量单位，例如 %。")}
    )
    changes = forms.BooleanField(
        label=_("说的是增减"),
        required=False,
        help_text=_("例如 地区生产总值同比增长：报告里写成增长多少、下降多少。"),
    )
    key = forms.CharField(
        label=_("键"),
        max_length=40,
        help_text=_("报告按它取数：小写字母、数字和下划线，例如 gdp_change。"),
        error_messages={"required": _("请写指标的键。")},
    )


class ValueForm(forms.Form):
    """A value with its period and source."""

    use_required_attribute = False
    indicator = forms.TypedChoiceField(
        label=_("指标"),
        coerce=int,
        error_messages={"required": _("请选择指标。"), "invalid_choice": _("没有这个指标，请重新选择。")},
    )
    first = day_field(_("从"))
    last = day_field(_("到"))
    value = forms.DecimalField(
        label=_("数值"),
        max_digits=18,
        decimal_places=4,
        help_text=_("只填数，单位在指标里。"),
        error_messages={
            "required": _("请填数值。"),
            "invalid": _("请填一个数，例如 26.3。"),
            "max_decimal_places": _("最多四位小数。"),
            "max_digits": _("数太大，请核对单位。"),
            "max_whole_digits": _("数太大，请核对单位。"),
        },
    )
    source = forms.CharField(
        label=_("来源"),
        max_length=120,
        help_text=_("哪个单位、哪份材料，例如 区统计局 2008 年 11 月快报。"),
        error_messages={"required": _("请写数的来源，例如 区统计局 11 月快报。")},
    )
    source_on = day_field(_("来源日期"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        offered = [(each.pk, each.label) for each in queries.choices()]
        self.fields["indicator"].choices = [("", _("请选择")), *offered]  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """A sheet of values."""

    use_required_attribute = False
    sheet = forms.FileField(
        label=_("表格"),
        help_text=_("Excel 或 CSV，六列：指标、从、到、数值、来源、来源日期。有一行错，整张表都不登记。"),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": _("请选择一个文件。"), "empty": _("这个文件是空的。")},
    )
