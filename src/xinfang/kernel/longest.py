"""How much may be typed is said and never cut: a browser that cuts a paste would say nothing about it.

No field bears `maxlength`. It bears `data-most`, by which `frame/counting.js` counts along, and whoever sends
more is refused in the same words, with all that was typed still there.
"""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.errors import Problem, Refusal

__all__ = ["TOO_LONG", "Renderer", "refuse_long", "too_long"]

TOO_LONG = _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。")


class Renderer(DjangoTemplates):
    """Django's own, through which every field of every form goes."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """A widget; its longest length is what it is counted by."""
        attributes = context.get("widget", {}).get("attrs", {})
        if "maxlength" in attributes:
            attributes["data-most"] = attributes.pop("maxlength")
        return super().render(template_name, context, request)


def too_long(text: str, most: int) -> str:
    """What is said of a text that has too many characters; nothing of one that has not."""
    return str(TOO_LONG) % {"limit_value": most, "show_value": len(text)} if len(text) > most else ""


def refuse_long(text: str, field: str, most: int) -> str:
    """The text without needless space at its ends; raises Refusal at its field when it does not fit."""
    words = text.strip()
    if told := too_long(words, most):
        raise Refusal(problems=[Problem(field, told)])
    return words
