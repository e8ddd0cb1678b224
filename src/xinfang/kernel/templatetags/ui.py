"""What every template may use: icons, keys, forms' field rows, days."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinfang.kernel import clock

__all__ = ["as_chosen", "icon", "run_on", "short_day", "tongue"]

# Characters and their punctuation, with figures between them: 中和街道, 蓉信通〔2026〕9号.
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff][\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\\d〔〕·]*")

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A Bootstrap icon from the sprite. Without a label it is hidden from screen readers."""
    href = static("vendor/icons.svg") + "#" + name
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """A day without its year, when that is the current one."""
    if value is None:
        return ""
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    near = day.year == clock.today().year
    return date_format(day, _("n月j日") if near else _("Y年n月j日"))


@register.filter
def as_chosen(field: BoundField) -> str:
    """What was given in a field, in the words of its choices: what is kept is read by people."""
    choices: Iterable[Any] = getattr(field.field, "choices", ())
    pairs: Iterable[Any] = flatten_choices(choices)
    words = {str(key): word for key, word in pairs}
    given = field.value()
    listed = given if isinstance(given, list | tuple) else [given]
    return _("、").join(_("是") if each is True else str(words.get(str(each), each)) for each in listed)


@register.filter
def run_on(sentences: Iterable[object]) -> str:
    """Sentences of one paragraph: with a space between them, but in Chinese."""
    return ("" if (get_language() or "").startswith("zh") else " ").join(map(str, sentences))


@register.filter
def tongue(value: object) -> SafeString:
    """A text with what is Chinese in it marked as such in a page of another language: names of units, places
    and classes are data, and stay as they are registered (WCAG 3.1.2)."""
    text = str(value)
    if (get_language() or "").startswith("zh"):
        return conditional_escape(text)
    pieces, at = [], 0
    for found in _HAN.finditer(text):
        marked = format_html('<span lang="zh-Hans">{}</span>', found[0])
        pieces.append((text[at : found.start()], marked))
        at = found.end()
    return format_html_join("", "{}{}", [*pieces, (text[at:], "")])
