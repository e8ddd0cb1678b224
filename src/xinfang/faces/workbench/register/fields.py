"""Fields that read what people type: dates in any writing, numbers in full width."""

import unicodedata
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.engines.tabular import parse_when

__all__ = ["CountField", "WhenField", "WordsField"]

YEARS = range(1900, 2200)
MOST_DIGITS = 9  # fits the columns


class WordsField(forms.CharField):
    """Text, never required by itself: what must be there is a rule of intake, said once."""

    def __init__(self, label: Any, *, most: int | None = None, rows: int = 0, **attributes: Any) -> None:
        widget = (
            forms.Textarea(attrs={"rows": rows, **attributes}) if rows else forms.TextInput(attrs=attributes)
        )
        super().__init__(label=label, required=False, max_length=most, widget=widget)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """NUL cannot be shown again."""
        return data.replace("\x00", "") if isinstance(data, str) else data


class WhenField(WordsField):
    """A moment, or a day: '2008-10-16 09:30', '2008年10月16日', '20081016'."""

    def clean(self, value: Any) -> datetime | None:
        """Aware, in the office's time zone; None when blank."""
        text = super().clean(value)
        if not text:
            return None
        moment = parse_when(text)
        if moment is None:
            raise forms.ValidationError(_("看不懂这个日期，请写成 2008-10-16 或 2008-10-16 09:30。"))
        if moment.year not in YEARS:
            early = moment.year < YEARS.start
            told = _("日期 %(day)s 早于 1900 年，请改正。") if early else _("日期 %(day)s 还没有到，请改正。")
            raise forms.ValidationError(told % {"day": moment.date().isoformat()})
        return timezone.make_aware(moment)


class CountField(WordsField):
    """A whole number from 0 to 999,999,999, in any width; None when blank."""

    def clean(self, value: Any) -> int | None:
        """Strip what people add: 7人, ７, 1,200."""
        text = unicodedata.normalize("NFKC", super().clean(value)).replace(",", "").strip().removesuffix("人")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise forms.ValidationError(_("请填写数字，例如 7。"))
        if len(text) > MOST_DIGITS:
            raise forms.ValidationError(_("数字太大，请核对。"))
        return int(text)
