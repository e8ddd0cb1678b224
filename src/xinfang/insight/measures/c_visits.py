"""Visits, in batches and in heads."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import HEADS, measure

__all__ = ["group_visitors", "group_visits", "visit_batches", "visitors"]

SECTION = _("来访")
# Classes of size of a group: what the key ends with, from how many, to how many.
SIZES: tuple[tuple[str, int, int | None], ...] = (
    ("5_to_29", 5, 29),
    ("30_to_49", 30, 49),
    ("50_to_99", 50, 99),
    ("100_and_more", 100, None),
)
VISITS = _("《信访工作条例》（2022）第十七条、第二十条；《信访条例》（2005）第十六条、第十八条")


@measure(
    "visitors",
    _("来访"),
    _("人次"),
    section=SECTION,
    definition=_("本期来访的人数之和，含集体访；同一人每来一次算一次。"),
    source=VISITS,
    weight=HEADS,
)
def visitors() -> Q:
    """Heads of visits, group visits included."""
    return Q(channel="visit")


@measure(
    "visit_batches",
    _("来访批次"),
    _("批"),
    section=SECTION,
    definition=_("本期来访的批次，含集体访；一起来的人算一批。"),
    source=VISITS,
)
def visit_batches() -> Q:
    """Visits as batches."""
    return Q(channel="visit")


@measure(
    "group_visits",
    _("集体访"),
    _("批"),
    section=SECTION,
    definition=_("五人以上为同一事项来访的批次。"),
    source=VISITS,
    base="visit_batches",
    parts=tuple(f"group_visits_of_{size}" for size, _least, _most in SIZES),
)
def group_visits() -> Q:
    """Five or more on one matter."""
    return Q(form="group")


@measure(
    "group_visitors",
    _("集体访人次"),
    _("人次"),
    section=SECTION,
    definition=_("集体访实到人数之和。"),
    source=VISITS,
    weight=HEADS,
    base="visitors",
)
def group_visitors() -> Q:
    """Heads of group visits."""
    return Q(form="group")


def _of(least: int, most: int | None) -> Callable[[], Q]:
    upto = {} if most is None else {"head_count__lte": most}
    return lambda: Q(form="group", head_count__gte=least, **upto)


for _size, _least, _most in SIZES:
    measure(
        f"group_visits_of_{_size}",
        format_lazy(_("集体访 {} 人以上"), _least)
        if _most is None
        else format_lazy(_("集体访 {} 至 {} 人"), _least, _most),
        _("批"),
        section=SECTION,
        definition=_("集体访中人数在这个范围内的批次，按实到人数计。"),
        source=VISITS,
        base="group_visits",
    )(_of(_least, _most))
