"""Notices in scope, and what is still to be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum

from xinfang.casework.petitions.models import Matter
from xinfang.casework.upward.models import HandlingCheck, NoticeState, UpwardCount, UpwardNotice
from xinfang.kernel.audit.queries import AuditEntry, moves
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = [
    "HandlingCheck",
    "NoticeLine",
    "Notices",
    "UpwardCount",
    "UpwardNotice",
    "checks_of",
    "counts_of",
    "keeps",
    "may_keep",
    "notice_in",
    "notices",
    "waiting",
    "withdrawal",
]

NEWEST, SHOWN = Keyset("to_day", days=True), 50


@dataclass(frozen=True)
class NoticeLine:
    """A notice with its sums, and whether it waits for a look at our own handling."""

    notice: UpwardNotice
    batches: int
    heads: int
    asks: bool


@dataclass(frozen=True)
class Notices:
    """A page of notices; the cursors are '' where there is nothing more."""

    lines: list[NoticeLine]
    newer: str
    older: str


def notices(scope: Scope, *, newer: str = "", older: str = "") -> Notices:
    """The notices of the units in reach by their period, the newest first; before the first page stand all
    that ask, however old."""
    found = _seen(scope).annotate(batches=Sum("counts__batches"), heads=Sum("counts__head_count"))
    asking = _asking(scope).values("pk")
    page = NEWEST.page(found.exclude(pk__in=asking), size=SHOWN, newer=newer, older=older)
    first = [] if page.newer or older else found.filter(pk__in=asking).order_by(*NEWEST.ordering())
    lines = [*(_line(each, asks=True) for each in first), *(_line(each, asks=False) for each in page.rows)]
    return Notices(lines, page.newer, page.older)


def _line(notice: Any, *, asks: bool) -> NoticeLine:
    return NoticeLine(notice, notice.batches or 0, notice.heads or 0, asks)


def notice_in(scope: Scope, pk: int) -> UpwardNotice | None:
    """A notice in reach; None for all others, whether they exist or not."""
    return _seen(scope).select_related("unit").filter(pk=pk).first()


def keeps(scope: Scope, notice: UpwardNotice) -> bool:
    """Whether the actor enters, withdraws and answers at the notice's unit."""
    reach = scope.reach("keep_outside")
    return reach is None or notice.unit_id in reach


def may_keep(scope: Scope, notice: UpwardNotice) -> bool:
    """The same, of a notice that stands."""
    return notice.state == NoticeState.STANDS and keeps(scope, notice)


def withdrawal(notice: UpwardNotice) -> AuditEntry | None:
    """Who withdrew it and when; None of one that stands."""
    return next(iter(moves("upward", notice.pk, "upward.withdrawn", {})), None)


def counts_of(notice: UpwardNotice) -> list[UpwardCount]:
    """The lines of a notice as they were entered."""
    return list(notice.counts.order_by("pk"))


def checks_of(scope: Scope, notice: UpwardNotice) -> Sequence[HandlingCheck]:
    """What the looks found, in order; the matter of one only for who may see it."""
    found = list(notice.checks.select_related("matter").order_by("checked_on", "pk"))
    ids = [each.matter_id for each in found if each.matter_id]
    seen = set(Matter.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))
    for each in found:
        if each.matter_id not in seen:
            each.matter = None
    return found


def waiting(scope: Scope) -> int:
    """How many notices in the actor's own hands have not been answered."""
    return _asking(scope).count() if scope.may("keep_outside") else 0


def _asking(scope: Scope) -> QuerySet[UpwardNotice]:
    """Those that tell of somebody's visit and that nobody has answered."""
    some = UpwardCount.objects.filter(notice=OuterRef("pk"), batches__gt=0)
    answers = HandlingCheck.objects.filter(notice=OuterRef("pk"))
    standing = _seen(scope, "keep_outside").filter(state=NoticeState.STANDS)
    return standing.filter(Exists(some), ~Exists(answers))


def _seen(scope: Scope, permission: str = "see_figures") -> QuerySet[UpwardNotice]:
    reach = scope.reach(permission)
    return UpwardNotice.objects.all() if reach is None else UpwardNotice.objects.filter(unit_id__in=reach)
