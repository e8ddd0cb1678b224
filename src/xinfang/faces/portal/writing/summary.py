"""What was written, line by line, each with the page on which it is changed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from xinfang.casework.intake.queries import Written
from xinfang.faces.portal.writing.reading import blank, pages

__all__ = ["Line", "summary"]

OF_A_NAMED = {"name", "phone", "address", "by_text"}


@dataclass(frozen=True)
class Line:
    """An answer: what was asked, what was said, where it is changed; the first of a page bears the link."""

    label: str
    value: str
    step: str
    first: bool


def summary(draft: Written) -> list[Line]:
    """All answers in their order; of a letter without a name nothing of a person."""
    found: list[Line] = []
    for step in pages(draft.fields):
        form = blank(step, draft.fields)
        names = [name for name in form.fields if draft.fields.get("named") == "yes" or name not in OF_A_NAMED]
        for place, name in enumerate(names):
            field = form.fields[name]
            found.append(Line(str(field.label), _said(field, draft.fields.get(name, "")), step, place == 0))
    return found


def _said(field: Any, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return _("是") if value else _("不用")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        value = next((str(label).strip() for key, label in choices if str(key) == value), "")
    return value.strip() or _("没有填")
