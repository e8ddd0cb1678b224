"""The paper form on the screen: fields per channel, read but not judged (intake/rules judges)."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels import Cell
from xinfang.casework.petitions.queries import ACCUSED
from xinfang.faces.workbench.register.choices import ID_KINDS, PURPOSES, SEXES, unit_choices
from xinfang.faces.workbench.register.fields import CountField, WhenField, WordsField

__all__ = ["COMPANIONS", "ArrivalForm"]

COMPANIONS = 3  # a visit of five is a group visit

Choices = list[tuple[str, Any]]


def _select(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


class ArrivalForm(forms.Form):
    """One arrival. A field that the channel does not ask for is not there, so a forged one is not read."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**9)
    person_id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)
    class_id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)
    repeats_matter_id = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62
    )
    raising_kind = forms.ChoiceField(
        widget=forms.HiddenInput,
        required=False,
        choices=[(kind, kind) for kind in ("first", "repeat", "joined")],
    )
    put_aside = forms.RegexField(r"^[0-9,]{0,400}\Z", widget=forms.HiddenInput, required=False)

    name = WordsField(_("信访人"), most=60)
    id_kind = _select(_("证件类型"), ID_KINDS)
    id_number = WordsField(_("证件号码"), most=60)
    sex = _select(_("性别"), SEXES)
    birth = WhenField(_("出生日期"))
    phone = WordsField(_("电话"), most=60, inputmode="tel")
    address = WordsField(_("住址"), most=200)
    anonymous = forms.BooleanField(label=_("匿名（没有署名）"), required=False)
    sheet = WordsField(_("人员名单"), most=200_000, rows=5)
    received_at = WhenField(_("收到时间"))
    sent_on = WhenField(_("写信日期"))
    addressee = WordsField(_("写给谁"), most=60)
    page_count = CountField(_("页数"), inputmode="numeric")
    source_number = WordsField(_("原平台编号"), most=40)
    head_count = CountField(_("人数"), inputmode="numeric")
    affected_count = CountField(_("涉及人数"), inputmode="numeric")
    urgent = forms.BooleanField(label=_("紧急"), required=False)
    title = WordsField(_("反映什么事"))
    facts = WordsField(_("事实和理由"), rows=3)
    demand = WordsField(_("请求"), rows=2)
    class_text = WordsField(_("内容分类"), most=80)
    purpose = _select(_("信访目的"), PURPOSES)
    accused_unit_id = _select(_("被检举的单位"), [])
    place = WordsField(_("问题发生地"), most=120)
    place_unit_id = _select(_("属地"), [])
    to_unit_id = _select(_("分送到"), [])
    complained_unit_id = _select(_("被投诉单位"), [])
    by_text = forms.BooleanField(label=_("信访人同意用短信告知办理进展"), required=False)

    OPTIONAL = ("sent_on", "addressee", "page_count", "source_number", "sheet")
    UNITS = ("accused_unit_id", "place_unit_id", "to_unit_id", "complained_unit_id")

    def __init__(self, *args: Any, cell: Cell, may_route: bool, **kwargs: Any) -> None:
        kwargs["auto_id"] = "f-%s"
        super().__init__(*args, **kwargs)
        self.cell = cell
        for name in self.OPTIONAL:
            if name not in cell.asks:
                del self.fields[name]
        if not cell.heads_label:
            del self.fields["head_count"]
        else:
            self.fields["head_count"].label = str(cell.heads_label)
        if not cell.anonymous_allowed:
            del self.fields["anonymous"]
        if not may_route:
            del self.fields["to_unit_id"]
        units = unit_choices()
        for name in self.UNITS:
            if name in self.fields:
                blank = _("以后再分送") if name == "to_unit_id" else _("未填")
                others = ACCUSED.items() if name == "accused_unit_id" else ()
                self.fields[name].choices = [("", blank), *others, *units]  # type: ignore[attr-defined]
        self.companions = self._companions() if "companions" in cell.asks else []

    def _companions(self) -> list[list[str]]:
        rows = []
        for row in range(1, COMPANIONS + 1):
            named = {
                f"companion-{row}-name": WordsField(_("姓名"), most=60),
                f"companion-{row}-id_kind": _select(_("证件类型"), ID_KINDS),
                f"companion-{row}-id_number": WordsField(_("证件号码"), most=60),
                f"companion-{row}-phone": WordsField(_("电话"), most=60, inputmode="tel"),
            }
            self.fields.update(named)
            rows.append(list(named))
        return rows

    @property
    def companion_rows(self) -> list[list[forms.BoundField]]:
        """The companions' fields, a row a person."""
        return [[self[name] for name in row] for row in self.companions]

    @property
    def companions_given(self) -> bool:
        """Whether anything stands in them."""
        return any(
            self[name].value() for row in self.companions for name in row if not name.endswith("id_kind")
        )

    def said(self, name: str) -> Any:
        """A field's reading; None for one that is wrong or not there."""
        return self.cleaned_data.get(name)

    @property
    def key(self) -> uuid.UUID:
        """The form's own key; a form without one gets one."""
        return self.said("form_key") or uuid.uuid4()
