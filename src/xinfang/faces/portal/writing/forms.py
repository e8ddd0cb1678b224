"""The pages' forms. What must hold is the register's own rule (intake/rules.py), asked page by page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake import rules
from xinfang.casework.petitions.queries import ACCUSED
from xinfang.faces.portal.speaking import FilesField
from xinfang.kernel import clock
from xinfang.registers.organisations import queries as organisations

__all__ = ["STEPS", "FilesForm", "file_number", "page_of"]

PLACES = {"street", "community"}
PURPOSES = [
    ("request", _("请解决一件事情")),
    ("suggestion", _("提意见、建议")),
    ("accusation", _("检举、控告单位或者工作人员")),
    ("enquiry", _("问一件事情")),
]
NO_TEXT = {"required": _("请用一句话写明反映的是什么事。")}
NO_FACTS = {"required": _("请写明事情的经过：什么时候、在哪里、发生了什么、找过谁。")}


def _radios(label: Any, choices: Any, told: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": told}
    )


def _text(label: Any, most: int, hint: Any = "", rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, help_text=hint, widget=widget, **more)


class Page(forms.Form):
    """One page; its values are kept as texts."""

    use_required_attribute = False

    @property
    def kept(self) -> dict[str, str]:
        """What is kept of it: as typed, right or wrong, so that nothing is lost."""
        return {
            name: ("on" if self.data.get(name) else "")
            if isinstance(field, forms.BooleanField)
            else str(self.data.get(name, ""))
            for name, field in self.fields.items()
        }


class WhatPage(Page):
    """What it is about."""

    purpose = _radios(_("您想做什么"), PURPOSES, _("请选择您想做什么。"))
    title = _text(
        _("一句话说是什么事"), rules.TITLE_LIMIT, _("例如：小区物业收费不公示"), error_messages=NO_TEXT
    )
    facts = _text(
        _("事情的经过和理由"),
        rules.TEXT_LIMIT,
        _("什么时候、在哪里、发生了什么、找过谁、怎么答复的。"),
        8,
        error_messages=NO_FACTS,
    )
    demand = _text(_("您的要求（可以不填）"), rules.TEXT_LIMIT, "", 3, required=False)


class AgainstPage(Page):
    """Whom an accusation is against, so that it never reaches them (条例 2022, 30)."""

    against = forms.ChoiceField(
        label=_("检举、控告的是哪个单位，或者哪个单位的人"),
        help_text=_("选准了，这封信就不会转给这个单位，也不会让这个单位的人看到。"),
        error_messages={"required": _("请选择被检举的单位；不知道的选“不知道是哪个单位”。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(str(unit.id), unit.label) for unit in organisations.choices(clock.today())]
        others = [("unknown", _("不知道是哪个单位")), ("outside", _("不是本区的单位"))]
        field = self.fields["against"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *others, *units]


class WherePage(Page):
    """Where it is."""

    place = _text(_("事情发生在哪里"), rules.SHORT_TEXTS["place"], _("例如：柳塘社区 3 栋"), required=False)
    place_unit = forms.ChoiceField(
        label=_("属于哪个街道、社区"), required=False, help_text=_("不清楚的可以不选。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [unit for unit in organisations.choices(clock.today()) if unit.kind in PLACES]
        field = self.fields["place_unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("不清楚")), *((str(unit.id), unit.label) for unit in places)]


class WhoPage(Page):
    """Who writes."""

    named = _radios(
        _("写不写名字"),
        [
            ("yes", _("写名字")),
            ("no", _("不写名字（匿名）")),
        ],
        _("请选择写不写名字。"),
    )
    name = _text(_("姓名"), 60, required=False)
    phone = _text(_("电话"), 40, _("好把办理的情况告诉您。"), required=False)
    address = _text(_("住址"), 200, _("书面答复按这个地址送。"), required=False)
    by_text = forms.BooleanField(label=_("用短信告诉我办到哪一步了"), required=False)

    def clean(self) -> dict[str, Any]:
        """A name needs a way to reach its bearer; without a name nothing of a person is kept."""
        said = super().clean() or {}
        if said.get("named") == "yes":
            if not said.get("name", "").strip():
                self.add_error("name", _("请填写姓名，或选择“不写名字”。"))
            if not (said.get("phone", "").strip() or said.get("address", "").strip()):
                self.add_error("phone", _("请填写电话或者住址，至少一项，不然没有办法书面告知您。"))
        return said


class FilesForm(forms.Form):
    """Files to add."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not as an attribute of the class: a form has one of this name already, for what was uploaded.
        self.fields["files"] = FilesField(
            label=_("照片、文件"),
            required=False,
            help_text=_("最多 5 个，每个不超过 50 MB。图片、PDF、Word、录音都可以。"),
        )


STEPS: dict[str, type[Page]] = {
    "what": WhatPage,
    "against": AgainstPage,
    "where": WherePage,
    "who": WhoPage,
}


def file_number(text: str) -> int:
    """Which file a button takes away; 0, which is none, for a forged one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def page_of(field: str) -> str:
    """On which page a field of the register's rules is typed."""
    places = {"accused_unit_id": "against", "place_unit_id": "where", "anonymous": "who", "people": "who"}
    known = {name: step for step, page in STEPS.items() for name in page.base_fields}
    return places.get(field) or known.get(field, "what")


assert set(ACCUSED) == {"unknown", "outside"}
