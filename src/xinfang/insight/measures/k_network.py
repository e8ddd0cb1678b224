"""The network of information and those who answer for it: items that went up, meetings that were held."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bulletins.models import SENT, Item
from xinfang.casework.meetings.models import Meeting, MeetingState
from xinfang.insight.statistics.books import BOOKS, Book, BookLine
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import measure
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["ITEMS", "MEETINGS", "held", "sent_up"]

SECTION = _("信息网络和会议")
ITEMS, MEETINGS = "items", "meetings"


def _items(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    start, end = period.bounds()
    found = Item.objects.filter(state__in=SENT, sent_at__gte=start, sent_at__lt=end)
    return found if reach is None else found.filter(unit_id__in=reach)


def _title(scope: Scope, row: Item | Meeting) -> str:
    """Whoever sees figures counts them; what they are about is for those who read the information."""
    return row.title if scope.holds("see_information", row.unit_id) else "—"


def _item_lines(scope: Scope, rows: Sequence[Item]) -> list[BookLine]:
    return [
        BookLine(
            timezone.localdate(row.sent_at), f"{row.number} {_title(scope, row)}", row.get_state_display(), ""
        )
        for row in rows
    ]


def _meetings(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    found = Meeting.objects.filter(state=MeetingState.HELD, day__gte=period.first, day__lte=period.last)
    return found if reach is None else found.filter(unit_id__in=reach)


def _meeting_lines(scope: Scope, rows: Sequence[Meeting]) -> list[BookLine]:
    return [BookLine(row.day, _title(scope, row), row.chair, "") for row in rows]


BOOKS[ITEMS] = Book(_items, Keyset("sent_at"), _item_lines)
BOOKS[MEETINGS] = Book(_meetings, Keyset("day", days=True), _meeting_lines)


@measure(
    "warning_items_sent_up",
    _("上报预警预测信息"),
    _("条"),
    section=SECTION,
    definition=_("本期由负责人签发、编号报送上一级的预警预测信息，按报送日期计。"),
    source=_("《信访工作条例》（2022）第二十五条、第四十一条；《信访条例》（2005）第二十六条"),
    subject=ITEMS,
)
def sent_up() -> Q:
    """Signed, numbered and sent in the period."""
    return Q()


@measure(
    "leader_meetings",
    _("领导专题研究"),
    _("次"),
    section=SECTION,
    definition=_("本期召开、登记了研究情况的信访专题会议，按会议日期计；取消的不算。"),
    source=_("《信访工作条例》（2022）第十条；《信访条例》（2005）第五条"),
    subject=MEETINGS,
)
def held() -> Q:
    """Held in the period."""
    return Q()
