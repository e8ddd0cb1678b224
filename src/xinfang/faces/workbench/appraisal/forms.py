"""The forms of the appraisal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.faces.workbench.acts.page import day_field, meant, text_field
from xinfang.faces.workbench.asking import of_unit
from xinfang.insight.appraisal import queries
from xinfang.insight.appraisal.actions import Corrected, TargetEntry
from xinfang.registers.organisations.queries import Choice

__all__ = ["CheckForm", "IssueForm", "ObjectForm", "RuleForm", "SchemeForm", "WorkOutForm"]

WHOLE_NUMBER = {
    "required": gettext_lazy("请填整数。"),
    "invalid": gettext_lazy("请填整数。"),
    "min_value": gettext_lazy("不能小于 0。"),
    "max_value": gettext_lazy("数太大，请核对。"),
}
FIRST = {
    "timely_notice_rate": (95, 25),
    "on_time_rate": (95, 30),
    "satisfaction_unit": (85, 25),
    "opinion_quality": (90, 20),
}


class _SeenForm(forms.Form):
    """Carries which state of a draft its page showed; '' is none."""

    use_required_attribute = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def show(self, draft: queries.Scheme) -> None:
        """The page shows the draft as it is now, beside what was typed."""
        self.data = {**self.data.dict(), "seen": draft.stamp}  # type: ignore[attr-defined] # a QueryDict


class IssueForm(_SeenForm):
    """Asks nothing: the targets stand on the page."""


class SchemeForm(_SeenForm):
    """The year, and for each measure of work the percent asked and the points; no points, no target."""

    year = forms.IntegerField(label=gettext_lazy("年份"), error_messages=WHOLE_NUMBER)

    def __init__(
        self, data: Any, today: date, units: Sequence[Choice], draft: queries.Scheme | None = None
    ) -> None:
        shown = {"year": draft.year, "unit_id": draft.unit_id, "seen": draft.stamp} if draft else {}
        super().__init__(data, initial={"year": today.year, **shown})
        self.fields["unit_id"] = of_unit(units)
        self.measures = queries.measures()
        kept = (
            {each.measure: (each.least, each.points) for each, *_ in queries.targets(draft)} if draft else {}
        )
        for key, name, _definition in self.measures:
            least, points = FIRST.get(key, (90, 0))
            least, points = kept.get(key, (least, 0)) if draft else (least, points)
            for part, label, first in (
                ("least", _("%(name)s：要求的百分比"), least),
                ("points", _("%(name)s：分值"), points),
            ):
                self.fields[f"{key}_{part}"] = forms.IntegerField(
                    label=label % {"name": name},
                    initial=first,
                    required=False,
                    min_value=0,
                    max_value=1000,
                    error_messages=WHOLE_NUMBER,
                )

    def clean(self) -> dict[str, Any]:
        """Gather the rows as targets; one without points is none."""
        data: dict[str, Any] = super().clean() or {}
        rows = [
            (key, data.pop(f"{key}_least", None), data.pop(f"{key}_points", None))
            for key, _name, _definition in self.measures
        ]
        return data | {
            "targets": [TargetEntry(key, least or 0, points) for key, least, points in rows if points]
        }

    @property
    def rows(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Name, definition and the two boxes of each measure."""
        return [
            (name, definition, self[f"{key}_least"], self[f"{key}_points"])
            for key, name, definition in self.measures
        ]


class WorkOutForm(forms.Form):
    """Until when the units may object."""

    use_required_attribute = False
    object_until = day_field(gettext_lazy("异议可以提到"))


class ObjectForm(forms.Form):
    """Where the line is wrong, and why."""

    use_required_attribute = False
    reason = text_field(
        gettext_lazy("哪里算错了，凭什么"),
        gettext_lazy("请写明哪里算错了、凭什么。"),
        hint=gettext_lazy("写事项编号和办理情况，不写人。"),
    )


class RuleForm(forms.Form):
    """Upheld with the corrected count, or not; either way why."""

    use_required_attribute = False
    upheld = forms.ChoiceField(
        label=gettext_lazy("答复"),
        choices=[("yes", gettext_lazy("采纳，更正")), ("no", gettext_lazy("不采纳"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择采纳还是不采纳。")},
    )
    counted = meant(
        forms.IntegerField(
            label=gettext_lazy("更正后达到的"), required=False, min_value=0, error_messages=WHOLE_NUMBER
        )
    )
    base = meant(
        forms.IntegerField(
            label=gettext_lazy("更正后的基数"), required=False, min_value=0, error_messages=WHOLE_NUMBER
        )
    )
    ruling = text_field(gettext_lazy("理由"), gettext_lazy("请写明答复的理由。"))

    def clean(self) -> dict[str, Any]:
        """The correction of an objection that is upheld; both numbers or a sentence."""
        data: dict[str, Any] = super().clean() or {}
        upheld, counted, base = (data.pop(key, None) for key in ("upheld", "counted", "base"))
        if upheld == "yes" and (counted is None or base is None):
            self.add_error("counted", _("采纳的，请填更正后达到的和基数。"))
        whole = upheld == "yes" and counted is not None and base is not None
        return data | {"corrected": Corrected(counted, base) if whole else None}


class CheckForm(forms.Form):
    """Which of the five things an opinion has."""

    use_required_attribute = False
    note = meant(
        text_field(gettext_lazy("缺什么"), hint=gettext_lazy("五项都有的不用写；只写文书，不写人。"), rows=2)
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for key, label in queries.CRITERIA.items():
            self.fields[key] = forms.BooleanField(label=str(label), required=False)
        self.order_fields([*queries.CRITERIA, "note"])
