"""First and repeated arrivals: the same person again is a repeat (重复), others join (并入)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import HEADS, measure

__all__ = ["first", "first_visitors", "first_visits", "joined", "repeat_visitors", "repeat_visits", "repeats"]

SECTION = _("初次与重复")
SAME = _("《信访工作条例》（2022）第十九条第三款；《信访条例》（2005）第十六条；国家信访局筛重口径：同人同事")


@measure(
    "first_petitions",
    _("初次信访件"),
    _("件"),
    section=SECTION,
    definition=_("第一次反映该事项的信访件。"),
    source=SAME,
    base="received",
)
def first() -> Q:
    """Neither repeats nor joins."""
    return Q(turn="first")


@measure(
    "repeat_petitions",
    _("重复信访件"),
    _("件"),
    section=SECTION,
    definition=_("同一信访人就同一事项再次来信、来访、来电或网上提交的信访件。"),
    source=SAME,
    base="received",
)
def repeats() -> Q:
    """The same person, the same matter."""
    return Q(turn="repeat")


@measure(
    "joined_petitions",
    _("并入件"),
    _("件"),
    section=SECTION,
    definition=_("其他信访人就已登记的同一事项提交的信访件。"),
    source=SAME,
    base="received",
)
def joined() -> Q:
    """Other people, the same matter."""
    return Q(turn="joined")


@measure(
    "first_visits",
    _("初访"),
    _("批"),
    section=SECTION,
    definition=_("来访批次中第一次反映该事项的批次。"),
    source=SAME,
    base="visit_batches",
)
def first_visits() -> Q:
    """First visits as batches."""
    return Q(channel="visit", turn="first")


@measure(
    "repeat_visits",
    _("重访"),
    _("批"),
    section=SECTION,
    definition=_("来访批次中同一信访人就同一事项再次来访的批次。"),
    source=SAME,
    base="visit_batches",
)
def repeat_visits() -> Q:
    """Repeated visits as batches."""
    return Q(channel="visit", turn="repeat")


@measure(
    "first_visitors",
    _("初访人次"),
    _("人次"),
    section=SECTION,
    definition=_("初访各批的人数之和。"),
    source=SAME,
    weight=HEADS,
    base="visitors",
)
def first_visitors() -> Q:
    """Heads of first visits."""
    return Q(channel="visit", turn="first")


@measure(
    "repeat_visitors",
    _("重访人次"),
    _("人次"),
    section=SECTION,
    definition=_("重访各批的人数之和。"),
    source=SAME,
    weight=HEADS,
    base="visitors",
)
def repeat_visitors() -> Q:
    """Heads of repeated visits."""
    return Q(channel="visit", turn="repeat")
