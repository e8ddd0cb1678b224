"""Totals. Two rules are in use in real reports: letters + persons, and letters + batches; each says which."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import HEADS, ONE_OR_HEADS, measure

__all__ = [
    "received",
    "received_items_and_persons",
    "received_letters_and_batches",
    "received_letters_and_persons",
    "received_persons",
]

SECTION = _("总量")
REPORT = _("《信访工作条例》（2022）第四十一条；《信访条例》（2005）第三十九条")


@measure(
    "received_letters_and_persons",
    _("来信来访总量（信加人次）"),
    _("件(次)"),
    section=SECTION,
    definition=_("本期收到的来信件数，加来访人次。联名信一封算一件，集体访按实到人数算。"),
    source=REPORT,
    weight=ONE_OR_HEADS,
    parts=("letters", "visitors"),
)
def received_letters_and_persons() -> Q:
    """Rule A: letters and the heads of visits."""
    return Q(channel__in=("letter", "visit"))


@measure(
    "received_letters_and_batches",
    _("来信来访总量（信加批次）"),
    _("件(批)"),
    section=SECTION,
    definition=_("本期收到的来信件数，加来访批次。同一批来的人只算一批。"),
    source=REPORT,
    parts=("letters", "visit_batches"),
)
def received_letters_and_batches() -> Q:
    """Rule B: letters and batches of visitors."""
    return Q(channel__in=("letter", "visit"))


@measure(
    "received_items_and_persons",
    _("信访总量（件加人次）"),
    _("件(次)"),
    section=SECTION,
    definition=_("来信、网上、来电的件数，加来访人次：在“信加人次”之外把网上和来电也算进去。"),
    source=REPORT,
    weight=ONE_OR_HEADS,
    parts=("letters", "visitors", "online", "phone"),
)
def received_items_and_persons() -> Q:
    """Rule A over every way in."""
    return Q()


@measure(
    "received",
    _("收到信访件"),
    _("件"),
    section=SECTION,
    definition=_("本期收到并计入统计的信访件，来信、来访、网上、来电每次算一件，含重复件。"),
    source=REPORT,
    parts=("letters", "visit_batches", "online", "phone"),
)
def received() -> Q:
    """Every arrival that counts."""
    return Q()


@measure(
    "received_persons",
    _("涉及人次"),
    _("人次"),
    section=SECTION,
    definition=_("本期各信访件的署名、来访、来电人数之和，同一人每次都算。"),
    source=REPORT,
    weight=HEADS,
)
def received_persons() -> Q:
    """The heads of every arrival."""
    return Q()
