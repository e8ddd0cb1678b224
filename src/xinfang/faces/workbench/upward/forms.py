"""The forms of notices from above."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.upward.actions import Count
from xinfang.casework.upward.choices import KINDS, LEVELS, VERDICTS
from xinfang.faces.workbench.acts.page import day_field, text_field
from xinfang.faces.workbench.asking import of_unit
from xinfang.registers.organisations.queries import Choice

__all__ = ["STEPS", "CheckForm", "NoticeForm", "WithdrawForm"]

MOST = 1_000_000
WRONG = {
    "invalid": gettext_lazy("请填整数。"),
    "min_value": gettext_lazy("不能小于 0。"),
    "max_value": gettext_lazy("数太大，请核对。"),
}


class NoticeForm(forms.Form):
    """What stands on the notice; a pair of boxes a level and kind, blank where the notice says nothing."""

    use_required_attribute = False
    sender = forms.CharField(
        label=gettext_lazy("发通报的机关"),
        max_length=60,
        error_messages={"required": gettext_lazy("请写明是哪个机关的通报。")},
    )
    number = forms.CharField(
        label=gettext_lazy("文号"),
        max_length=60,
        error_messages={"required": gettext_lazy("请写通报的文号。")},
    )
    dated_on = day_field(gettext_lazy("通报日期"))
    received_on = day_field(gettext_lazy("收到日期"))
    from_day = day_field(gettext_lazy("通报的时段，从"))
    to_day = day_field(gettext_lazy("到"))

    def __init__(self, data: Any, today: date, units: Sequence[Choice]) -> None:
        super().__init__(data, initial={"received_on": today})
        self.fields["unit_id"] = of_unit(units)
        for name, label in _boxes():
            self.fields[name] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST, error_messages=WRONG
            )

    def clean(self) -> dict[str, Any]:
        """Gather the boxes as counts; one of a pair alone is said."""
        data: dict[str, Any] = super().clean() or {}
        counts = []
        for (level, _level), (kind, _kind) in ((a, b) for a in LEVELS for b in KINDS):
            batches, heads = (data.pop(f"{level}_{kind}_{what}", None) for what in ("batches", "heads"))
            if (batches is None) != (heads is None):
                missing = "batches" if batches is None else "heads"
                self.add_error(f"{level}_{kind}_{missing}", _("批次和人次要一起填；没有的都填 0。"))
            elif batches is not None and heads is not None:
                counts.append(Count(level, kind, batches, heads))
        return data | {"counts": counts}

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields above the grid."""
        asked = ["unit_id"] if self.fields["unit_id"].required else []
        return [self[name] for name in (*asked, *self.base_fields)]

    @property
    def grid(self) -> list[tuple[Any, list[tuple[Any, forms.BoundField, forms.BoundField]]]]:
        """A row a level: its name, and for each kind its name and two boxes."""
        return [
            (
                label,
                [
                    (name, self[f"{level}_{kind}_batches"], self[f"{level}_{kind}_heads"])
                    for kind, name in KINDS
                ],
            )
            for level, label in LEVELS
        ]


def _boxes() -> Iterator[tuple[str, str]]:
    for level, level_name in LEVELS:
        for kind, kind_name in KINDS:
            for what, unit in (("batches", _("批")), ("heads", _("人次"))):
                yield f"{level}_{kind}_{what}", f"{level_name}{kind_name} {unit}"


class _StepForm(forms.Form):
    """Several stand on one page: ids bear the step's name."""

    use_required_attribute = False
    key = ""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{self.key}_%s", **options)


class CheckForm(_StepForm):
    """Was the matter here handled as it should have been?"""

    key = "check"
    verdict = forms.ChoiceField(
        label=gettext_lazy("本地对这件事项，办理到位了没有"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择查看的结果。")},
    )
    matter = forms.CharField(
        label=gettext_lazy("事项编号"),
        required=False,
        max_length=24,
        help_text=gettext_lazy("查看的是哪件事项的办理；事项页和信访人页上都不会出现。"),
    )
    on = day_field(gettext_lazy("查看日期"))
    found = text_field(
        gettext_lazy("查看到的情况"),
        gettext_lazy("请写明怎样查看的、办理上缺什么。"),
        hint=gettext_lazy("写办理：受理、告知、答复、落实是否按期到位；不写人。"),
    )


class WithdrawForm(_StepForm):
    """Entered wrongly, or corrected by its sender."""

    key = "withdraw"
    reason = text_field(gettext_lazy("撤销的理由"), gettext_lazy("请写明为什么撤销。"), rows=2)


# Step -> (form, what its button says).
STEPS: dict[str, tuple[type[_StepForm], Any]] = {
    "check": (CheckForm, gettext_lazy("登记查看结果")),
    "withdraw": (WithdrawForm, gettext_lazy("撤销这份通报")),
}
