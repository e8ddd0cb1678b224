"""What is asked of who composes a report, writes on it, checks it, or changes the text it begins as."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.faces.workbench.bulletins.forms import asked, text_field
from xinfang.insight.statistics.partnames import month_name
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.kinds import KINDS
from xinfang.insight.yearbook.proofing import LONGEST
from xinfang.registers.topics.queries import special_topics

__all__ = ["NewForm", "RemarkForm", "TextForm", "WriteForm"]

SYNTAX = _(
    "一行一段；# 开头的是小标题。数写成 {{letters}}，有条件的话写成 [[有 letters|成立时说的|不成立时说的]]。"
)


class NewForm(forms.Form):
    """Which report."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(label=_("哪一种"), widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=_("年份"), coerce=int)
    part = forms.ChoiceField(
        label=_("季度或者月份"), required=False, help_text=_("季报选季度，月报选月份；其他的不选。")
    )
    unit = forms.TypedChoiceField(label=_("单位"), coerce=int, help_text=_("含下级。"))
    topic = forms.ChoiceField(label=_("专题"), required=False, help_text=_("只有专题报告要选。"))
    contributor = forms.CharField(
        label=_("供稿人"), max_length=60, required=False, help_text=_("印在年鉴稿末尾。")
    )

    def __init__(
        self, data: Any = None, *, years: list[int], units: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        quarters = [(f"q{n}", _t("第%(n)d季度") % {"n": n}) for n in range(1, 5)]
        months = [(f"m{n}", month_name(n)) for n in range(1, 13)]
        given: dict[str, list[Any]] = {
            "kind": [(key, kind.name) for key, kind in KINDS.items()],
            "year": [(year, year) for year in years],
            "part": [("", _t("全年")), (_t("季度"), quarters), (_t("月"), months)],
            "unit": units,
            "topic": [("", _t("不选"))] + [(str(each.pk), each.name) for each in special_topics()],
        }
        for name, choices in given.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The part of the year must be of the kind's own sort."""
        data = super().clean() or self.cleaned_data
        kind, part = KINDS.get(data.get("kind", "")), data.get("part", "")
        if kind and (kind.stretch[0] != part[:1]) and (part or kind.stretch != "year"):
            words = {"quarter": _t("季报要选一个季度。"), "month": _t("月报要选一个月。")}
            self.add_error("part", words.get(kind.stretch, _t("这种报告按年出，不选季度和月份。")))
        return data

    def wanted(self) -> Wanted:
        """For compose_report."""
        data = self.cleaned_data
        part = int(data["part"][1:]) if data["part"] else None
        topic = int(data["topic"]) if data["topic"] else None
        return Wanted(data["kind"], data["year"], data["unit"], part, topic, data["contributor"])


def _text() -> forms.CharField:
    return text_field(_("正文"), 24, SYNTAX, max_length=LONGEST, strip=False)


class WriteForm(forms.Form):
    """The text of one report; `seen` is the checksum of what is edited."""

    use_required_attribute = False
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = asked(_text())
    contributor = forms.CharField(label=_("供稿人"), max_length=60, required=False)


class TextForm(forms.Form):
    """The text that reports of a kind begin as; `after` is the version that is edited."""

    use_required_attribute = False
    after = forms.IntegerField(widget=forms.HiddenInput)
    text = asked(_text())
    note = forms.CharField(label=_("改了什么"), max_length=200, required=False)


class RemarkForm(forms.Form):
    """Why, and the checksum of the report that it is said of."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    remark = forms.CharField(label=_("核对意见"), max_length=500, required=False)
