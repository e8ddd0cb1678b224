"""Splitting a petition that asks for several things: one row a matter, more rows on demand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.faces.workbench.acts.page import ActForm, ActPage, Asked
from xinfang.kernel.actor import Actor
from xinfang.registers.topics.queries import class_tree, classes_named, search_classes

__all__ = ["PAGES"]

FIRST_ROWS, MOST_ROWS = 2, 10
PURPOSES: list[tuple[str, Promise | str]] = [
    ("request", _("求决")),
    ("appeal", _("申诉")),
    ("suggestion", _("意见建议")),
    ("enquiry", _("咨询")),
    ("other", _("其他")),
]


class ClassField(forms.CharField):
    """A content class by code, name or path; blank for that of the matter it comes from."""

    def clean(self, value: Any) -> int | None:
        """The class's id; a name that several have, or none, is refused with those near it."""
        text = super().clean(value)
        if not text:
            return None
        named = classes_named(text)
        if len(named) == 1:
            return named[0].id
        near = _t("、").join(node.path for node in (named or search_classes(text, 4)))
        sentence = (
            _t("有几个分类叫这个名字：%(near)s。请写全。")
            if named
            else _t("没有这个分类；相近的有：%(near)s。")
        )
        raise forms.ValidationError(
            sentence % {"near": near} if near else _t("没有这个分类，请从列表中选择，或留空。")
        )


def _title() -> forms.CharField:
    field = forms.CharField(
        label=_("标题"),
        required=False,
        max_length=200,
        error_messages={
            "max_length": _("标题最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请写短一些。")
        },
    )
    field.widget.attrs.pop("maxlength")  # what is too long is said; a browser would cut it without a word
    field.meant = True  # type: ignore[attr-defined] # blank only in a row that is left blank
    return field


def _facts() -> forms.CharField:
    return forms.CharField(
        label=_("事实和理由"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _demand() -> forms.CharField:
    return forms.CharField(
        label=_("要求"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )


def _class() -> ClassField:
    widget = forms.TextInput(attrs={"list": "classes", "autocomplete": "off"})
    return ClassField(label=_("内容分类"), required=False, max_length=120, widget=widget)


MADE = {"title": _title, "facts": _facts, "demand": _demand, "class": _class}
ROW = ("title", "facts", "demand", "class", "purpose")


class SplitForm(ActForm):
    """Rows of title, facts, demand, class and purpose. Pressing 再加一件 asks again with one row more."""

    def __init__(self, data: Any, asked: Asked, files: Any = None) -> None:
        self.count = _count(data)
        more = data is not None and "more" in data
        super().__init__(None if more else data, asked, files)
        if more:  # what was typed stays, and nothing is wrong yet
            self.initial = {name: data.get(name, "") for name in self.fields}

    def prepare(self) -> None:
        """The fields of each row; an accusation's parts are accusations."""
        confined = self.asked.case.matter.confined
        mine = self.asked.case.matter.purpose
        for row in range(1, self.count + 1):
            for name, make in MADE.items():
                self.fields[f"{name}-{row}"] = make()
            if not confined:
                purpose = forms.ChoiceField(label=_("目的"), choices=PURPOSES, initial=mine)
                self.fields[f"purpose-{row}"] = purpose

    def rows(self) -> list[list[forms.BoundField]]:
        """The bound fields, row by row."""
        names = ([f"{name}-{row}" for name in ROW] for row in range(1, self.count + 1))
        return [[self[name] for name in row if name in self.fields] for row in names]

    @property
    def classes(self) -> list[str]:
        """What the class fields suggest."""
        return [node.path for node in class_tree()]

    @property
    def full(self) -> bool:
        """Whether there are as many rows as there may be."""
        return self.count >= MOST_ROWS

    def clean(self) -> dict[str, Any]:
        """The parts; rows left blank are none."""
        found = super().clean() or {}
        parts = []
        for row in range(1, self.count + 1):
            said = {name: found.get(f"{name}-{row}") for name in ROW}
            if not any(said[name] for name in ("title", "facts", "demand", "class")):
                continue
            if not said["title"]:
                self.add_error(f"title-{row}", _("请给这一件写一个标题。"))
            parts.append(_entry(said, self.asked.case.matter.purpose))
        if not parts and not self.errors:
            self.add_error("title-1", _("请写明分出的事项，每件写一个标题。"))
        return found | {"parts": parts}


def _entry(said: Mapping[str, Any], purpose: str) -> MatterEntry:
    return MatterEntry(
        title=said["title"] or "",
        facts=said["facts"] or "",
        demand=said["demand"] or "",
        class_id=said["class"],
        purpose=said["purpose"] or purpose,
    )


def _count(data: Any) -> int:
    """How many rows were sent, and one more when that was asked for."""
    if data is None:
        return FIRST_ROWS
    rows = max(1, sum(f"title-{row}" in data for row in range(1, MOST_ROWS + 1)))
    return min(rows + ("more" in data), MOST_ROWS)


def _split(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return [actions.split(matter_id=matter_id, parts=data["parts"], by=by, at=at).act]


PAGES = (
    ActPage(
        "split",
        SplitForm,
        _split,
        _(
            "一件信访反映几件事的，把别的事分出来，各自分送、各自计算期限。分送期限都从收到之日起算。检举控告请另行登记，以便单独保密。"
        ),
        _("已分案，请分别分送。"),
        icon="intersect",
        template="workbench/case/act_split.html",
    ),
)
