"""The filter above the audit."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from xinfang.faces.workbench.audit.choosing import choices, events_of
from xinfang.kernel.audit.queries import Filters

__all__ = ["FilterForm"]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def _text(label: Any) -> forms.CharField:
    field = forms.CharField(label=label, required=False, max_length=60)
    field.validators = [
        each for each in field.validators if not isinstance(each, ProhibitNullCharactersValidator)
    ]
    field.validators.append(ProhibitNullCharactersValidator(_("含有看不见的字符，请删去后重新输入。")))
    return field


class FilterForm(forms.Form):
    """Person, event, subject number, period; all optional."""

    actor = _text(_("谁"))
    event = forms.ChoiceField(label=_("做了什么"), required=False)
    subject = _text(_("编号"))
    first = _day(_("从"))
    last = _day(_("到"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = choices()  # type: ignore[attr-defined]
        for name in ("first", "last"):
            self.fields[name].error_messages["invalid"] = _("日期看不懂，请写成 2026-01-31 的样子。")

    def clean(self) -> dict[str, Any]:
        """A period that ends before it begins is said; neither day narrows."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = found.get("first"), found.get("last")
        if first and last and first > last:
            self.add_error("last", _("结束日期早于开始日期，请改正。"))
            found.pop("first", None)
        return found

    def filters(self) -> Filters:
        """What was asked; a field that is wrong does not narrow and says so."""
        found = self.cleaned_data if self.is_bound and self.is_valid() else getattr(self, "cleaned_data", {})
        return Filters(
            actor=found.get("actor", "").strip(),
            events=events_of(found.get("event", "")),
            subject=found.get("subject", "").strip(),
            first=found.get("first"),
            last=found.get("last"),
        )
