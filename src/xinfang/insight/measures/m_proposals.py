"""The three kinds of proposal (三项建议) and how many were adopted (条例 2022, 39 and 41)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import Adoption, Proposal
from xinfang.insight.statistics.books import BOOKS, Book, BookLine
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import measure, rate
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["PROPOSALS", "adopted", "answered", "made"]

SECTION = _("提出建议")
LAW = _(
    "《信访工作条例》（2022）第三十九条、第四十条、第四十一条；《信访条例》（2005）第三十六条至第三十八条"
)
PROPOSALS = "proposals"


def _proposals(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    start, end = period.bounds()
    found = Proposal.objects.filter(made_at__gte=start, made_at__lt=end)
    return found if reach is None else found.filter(Q(made_by_unit_id__in=reach) | Q(unit_id__in=reach))


def _lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    full = Proposal.objects.select_related("unit").in_bulk([row.pk for row in rows])
    ids = [row.matter_id for row in full.values() if row.matter_id]
    seen = {matter.pk: matter.number for matter in Matter.objects.visible_to(scope).filter(pk__in=ids)}
    return [_line(full[row.pk], seen) for row in rows]


def _line(row: Proposal, seen: dict[int, str]) -> BookLine:
    """One on a matter that is closed to the actor tells its day and no more."""
    day = timezone.localdate(row.made_at)
    if row.matter_id is not None and row.matter_id not in seen:
        return BookLine(day, "", "", "")
    note = " ".join(filter(None, (row.get_kind_display(), str(row.unit), row.get_adoption_display())))
    return BookLine(day, row.title, note, seen.get(row.matter_id or 0, ""))


BOOKS[PROPOSALS] = Book(_proposals, Keyset("made_at"), _lines, about="matter")


@measure(
    "proposals_made",
    _("提出建议"),
    _("条"),
    section=SECTION,
    definition=_("本期提出的改进工作、完善政策、追究责任建议，按提出的日期计。"),
    source=LAW,
    subject=PROPOSALS,
)
def made() -> Q:
    """Made in the period."""
    return Q()


@measure(
    "proposals_answered",
    _("建议已答复"),
    _("条"),
    section=SECTION,
    definition=_("本期提出的建议中，收到建议的单位截至统计时已经书面答复的。"),
    source=LAW,
    base="proposals_made",
    subject=PROPOSALS,
)
def answered() -> Q:
    """The unit has answered."""
    return Q(answered_at__isnull=False)


@measure(
    "proposals_adopted",
    _("建议被采纳"),
    _("条"),
    section=SECTION,
    definition=_("本期提出的建议中，截至统计时采纳或者部分采纳的。"),
    source=LAW,
    base="proposals_made",
    subject=PROPOSALS,
)
def adopted() -> Q:
    """Adopted, in whole or in part."""
    return Q(adoption__in=(Adoption.ADOPTED, Adoption.PARTLY))


rate(
    "proposals_adopted_rate",
    _("建议采纳率"),
    of="proposals_adopted",
    base="proposals_made",
    definition=_("被采纳（含部分采纳）的建议占本期提出的建议的百分比。"),
)
