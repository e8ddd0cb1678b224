"""The quality of opinions: what checks of drawn matters found."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.insight.appraisal.models import OpinionCheck
from xinfang.insight.statistics.books import BOOKS, Book, BookLine
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import measure, rate
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["checked", "sound"]

SECTION = _("文书评查")
SOURCE = _("《信访工作条例》（2022）第三十二条、第三十五条；《信访条例》（2005）第三十二条、第三十四条")
OPINIONS = "opinion_checks"


def _rows(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    found = OpinionCheck.objects.filter(checked_on__gte=period.first, checked_on__lte=period.last)
    return found if reach is None else found.filter(unit_id__in=reach)


def _lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    full = OpinionCheck.objects.select_related("matter", "unit").in_bulk([row.pk for row in rows])
    ids = [each.matter_id for each in full.values()]
    seen = set(Matter.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))
    return [_line(full[row.pk], full[row.pk].matter_id in seen) for row in rows]


def _line(row: OpinionCheck, is_open: bool) -> BookLine:
    title, number = (row.matter.title, row.matter.number) if is_open else ("", "")
    return BookLine(row.checked_on, title, str(row.unit), number)


BOOKS[OPINIONS] = Book(_rows, Keyset("checked_on", days=True), _lines, about="matter")


@measure(
    "opinions_checked",
    _("评查处理意见"),
    _("件"),
    section=SECTION,
    definition=_("本期抽出评查的处理意见，按评查日期计；检举控告不评查。"),
    source=SOURCE,
    subject=OPINIONS,
)
def checked() -> Q:
    """Every check."""
    return Q()


@measure(
    "opinions_sound",
    _("评查合格"),
    _("件"),
    section=SECTION,
    definition=_("评查的处理意见中，事实、依据、逐项答复、救济途径、送达五项都有的。"),
    source=SOURCE,
    base="opinions_checked",
    subject=OPINIONS,
)
def sound() -> Q:
    """All five."""
    return Q(facts=True, basis=True, claims=True, remedy=True, service=True)


rate(
    "opinion_quality",
    _("处理意见合格率"),
    of="opinions_sound",
    base="opinions_checked",
    definition=_("评查合格的占评查的百分比。"),
)
