"""Marks set at registration."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import measure

__all__ = ["anonymous", "urgent"]

SECTION = _("登记标记")


@measure(
    "anonymous_petitions",
    _("匿名件"),
    _("件"),
    section=SECTION,
    definition=_("没有署名的信访件。"),
    source=_("《信访工作条例》（2022）第二十三条；《信访条例》（2005）第二十二条"),
    base="received",
)
def anonymous() -> Q:
    """Nobody signed."""
    return Q(anonymous=True)


@measure(
    "urgent_petitions",
    _("紧急件"),
    _("件"),
    section=SECTION,
    definition=_("登记时标为重大、紧急的信访件。"),
    source=_("《信访工作条例》（2022）第二十五条；《信访条例》（2005）第二十六条"),
    base="received",
)
def urgent() -> Q:
    """Marked as urgent when registered."""
    return Q(urgent=True)
