"""What every template may use: icons, keys, forms' field rows, days."""

from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xinfang.kernel import clock

__all__ = ["icon", "short_day"]

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
