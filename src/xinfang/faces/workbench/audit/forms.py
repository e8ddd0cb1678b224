"""The filter above the audit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.faces.workbench.audit.sentences import LABELS
from xinfang.kernel.audit.queries import Filters

__all__ = ["FilterForm"]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class FilterForm(forms.Form):
    """Person, event, subject number, period; all optional."""

    actor = forms.CharField(label=_("谁"), required=False, max_length=60)
    event = forms.ChoiceField(label=_("做了什么"), required=False)
    subject = forms.CharField(label=_("编号"), required=False, max_length=60)
    first = _day(_("从"))
    last = _day(_("到"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", _("全部")), *LABELS.items()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid"] = _("日期看不懂，请写成 2026-01-31 的样子。")

    def filters(self) -> Filters:
        """What was asked; a field that is wrong does not narrow and says so."""
        found = self.cleaned_data if self.is_bound and self.is_valid() else getattr(self, "cleaned_data", {})
        return Filters(
            actor=found.get("actor", "").strip(),
            event=found.get("event", ""),
            subject=found.get("subject", "").strip(),
            first=found.get("first"),
            last=found.get("last"),
        )
