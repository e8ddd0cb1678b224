"""What fields say when something is wrong, in the words of an office: Django's speak of values and variables.

A form may still say it better for a field of its own, in `error_messages`.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.longest import TOO_LONG

__all__ = ["speak_plainly"]


def speak_plainly() -> None:
    """Put our sentences in the place of Django's; once, when the programme begins."""
    validators.MaxLengthValidator.message = TOO_LONG
    validators.MinLengthValidator.message = _("至少 %(limit_value)d 个字，现在是 %(show_value)d 个。")
    validators.MaxValueValidator.message = _("最大是 %(limit_value)s。")
    validators.MinValueValidator.message = _("最小是 %(limit_value)s。")
    validators.ProhibitNullCharactersValidator.message = _("里面有看不见的字符，请重新输入。")
    choice = _("没有这个选项，请重新选择。")
    words: dict[type[forms.Field], dict[str, Any]] = {
        forms.Field: {"required": _("请填写这一项。")},
        forms.IntegerField: {"invalid": _("请填整数。")},
        forms.FloatField: {"invalid": _("请填数字。")},
        forms.DecimalField: {"invalid": _("请填数字。")},
        forms.DateField: {"invalid": _("日期应写成 2026-10-15 这样。")},
        forms.TimeField: {"invalid": _("时间应写成 09:30 这样。")},
        forms.DateTimeField: {"invalid": _("时间应写成 2026-10-15 09:30 这样。")},
        forms.ChoiceField: {"invalid_choice": choice},
        forms.MultipleChoiceField: {"invalid_choice": choice, "invalid_list": choice},
        forms.UUIDField: {"invalid": _("这一页不完整，请刷新后再填。")},
        forms.URLField: {"invalid": _("网址应写成 https://… 这样。")},
        forms.FileField: {
            "invalid": _("没有收到文件，请重新选择。"),
            "missing": _("没有收到文件，请重新选择。"),
            "empty": _("文件是空的，请重新选择。"),
        },
    }
    for field, sentences in words.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **sentences}
